const LEAST_MS = 1;
const MOST_MS = 5;

/** Milliseconds until the lock is asked for again; drawn, so that two who met do not meet again. */
export function jitter(): number {
  return LEAST_MS + Math.random() * (MOST_MS - LEAST_MS);
}
