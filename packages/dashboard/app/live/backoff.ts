const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/**
 * Milliseconds to wait after so many failures in a row: twice as long each time, up to a limit, and spread over the upper
 * half, so that many pages that lost one server do not come back in one moment.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (0.5 + random() / 2));
}
