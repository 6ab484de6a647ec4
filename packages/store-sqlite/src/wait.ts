import { setTimeout as sleep } from 'node:timers/promises';
import { faultOf } from './driver/fault.ts';

/**
 * A lock is waited for by trying again, never by SQLite's own waiting, which would stop this whole process meanwhile. The
 * wait differs from try to try, so that processes which met once do not go on meeting.
 * @returns milliseconds
 */
export function shortWhile(): number {
  return 1 + Math.random() * 4;
}

/** Does what another process may be in the way of for a moment, until it succeeds or the time is up. */
export async function untilFree<T>(work: () => T, timeoutMs: number): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (faultOf(error) !== 'busy' || performance.now() >= end) throw error;
    }
    await sleep(shortWhile());
  }
}
