const FIRST_MS = 10;
const MOST_MS = 500;

/** Milliseconds before the next try: anything up to a limit that doubles, so that those who met do not meet again. */
export function backoff(tries: number): number {
  return Math.random() * Math.min(MOST_MS, FIRST_MS * 2 ** tries);
}
