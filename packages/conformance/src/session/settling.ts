import { setTimeout as delay } from 'node:timers/promises';

const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 400;

/** How long a read may be behind the writes before it, and how long it was. */
export interface Settling {
  /** Milliseconds after which every write must be visible. */
  readonly window: number;
  widen(window: number): void;
  /** Reads until it holds or the window (or `within`, when longer) is over; answers with the last value. */
  eventually<T>(
    read: () => Promise<T>,
    holds: (value: T) => boolean,
    within: number,
    signal: AbortSignal,
  ): Promise<T>;
  /** Milliseconds from a write to the read that showed it. */
  lag(): { readonly median: number; readonly p95: number; readonly max: number };
}

/** `waited` counts the time in which requests waited their turn: that is no lag of the target. */
export function settling(window: number, waited: () => number = () => 0): Settling {
  let current = window;
  const lags: number[] = [];
  return {
    get window() {
      return current;
    },
    widen: (wider) => {
      current = Math.max(current, wider);
    },
    eventually: async (read, holds, within, signal) => {
      const began = performance.now();
      const waitedBefore = waited();
      const until = began + Math.max(current, within);
      for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
        const value = await read();
        const now = performance.now();
        if (holds(value)) {
          if (within === 0)
            lags.push(pause === FIRST_PAUSE ? 0 : Math.max(0, now - began - (waited() - waitedBefore)));
          return value;
        }
        if (now >= until) return value;
        await delay(Math.min(pause, until - now), undefined, { signal });
      }
    },
    lag: () => {
      const sorted = lags.toSorted((a, b) => a - b);
      const at = (share: number) =>
        Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
      return { median: at(0.5), p95: at(0.95), max: at(1) };
    },
  };
}
