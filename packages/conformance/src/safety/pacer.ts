import { setTimeout as delay } from 'node:timers/promises';

/** A whole second, since the moment of a reset is told in whole seconds. */
const AFTER_RESET = 1_000;
/** How often a refusal for being over the limit is waited out before it is taken for an answer. */
export const MAX_WAITS = 5;
const DEFAULT_WAIT = 1_000;

export interface PaceOptions {
  /** Requests a second; 0 for no bound of our own. */
  readonly perSecond: number;
  /** The share of each window that is left to others, 0 to 1. */
  readonly reserve: number;
}

/** Keeps within our own rate and within the limit that the target tells in its headers. */
export interface Pacer {
  /** Resolves when the next requests, so many at once, may go out; call the answer when one of them is over. */
  turn(count: number, signal: AbortSignal): Promise<(headers?: Readonly<Record<string, string>>) => void>;
  /** When the window is over that a request waits for now, in milliseconds since the epoch. */
  readonly waitsUntil: number | undefined;
  /** Milliseconds so far in which a request had to wait its turn. */
  readonly waited: number;
  /** How long to wait after a 429 with these headers, in milliseconds. */
  after429(headers: Readonly<Record<string, string>>): number;
}

interface Window {
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds since the epoch, on our clock. */
  readonly resetsAt: number;
}

export function pacer({ perSecond, reserve }: PaceOptions): Pacer {
  let nextSlot = 0;
  let inFlight = 0;
  let window: Window | undefined;
  /** Until the first answer nobody knows the limit, so only one request is under way. */
  let known = false;
  let waiting = 0;
  let waitingSince = 0;
  let waited = 0;

  async function asWaiting(work: () => Promise<void>): Promise<void> {
    if (waiting === 0) waitingSince = performance.now();
    waiting += 1;
    try {
      await work();
    } finally {
      waiting -= 1;
      if (waiting === 0) waited += performance.now() - waitingSince;
    }
  }

  const mayGo = (count: number) => {
    if (!known) return inFlight === 0;
    return !window || window.remaining - inFlight - count >= Math.floor(window.limit * reserve);
  };

  /** Waits for the turn and takes it. */
  async function untilFree(count: number, signal: AbortSignal): Promise<void> {
    if (perSecond > 0) {
      const slot = Math.max(nextSlot, Date.now());
      nextSlot = slot + (count * 1_000) / perSecond;
      if (slot > Date.now()) await delay(slot - Date.now(), undefined, { signal });
    }
    while (!mayGo(count)) {
      if (window && Date.now() >= window.resetsAt) {
        window = undefined;
        known = false;
      } else
        await delay(Math.min(50, Math.max(1, (window?.resetsAt ?? 0) - Date.now())), undefined, { signal });
    }
    // At once, so that nobody else is let go on the same allowance.
    inFlight += count;
  }

  return {
    get waitsUntil() {
      return waiting > 0 ? window?.resetsAt : undefined;
    },
    get waited() {
      return waited + (waiting > 0 ? performance.now() - waitingSince : 0);
    },
    turn: async (count, signal) => {
      if (perSecond > 0 || !mayGo(count)) await asWaiting(() => untilFree(count, signal));
      else inFlight += count;
      return (headers = {}) => {
        inFlight -= 1;
        known = true;
        window = windowIn(headers, window);
      };
    },
    after429: (headers) => {
      const retry = Number(headers['retry-after']);
      if (headers['retry-after'] !== undefined && Number.isFinite(retry))
        return Math.max(0, retry * 1_000) + 100;
      const resets = windowIn(headers, undefined)?.resetsAt;
      return resets === undefined ? DEFAULT_WAIT : Math.max(100, resets - Date.now());
    },
  };
}

/** Answers arrive in any order: within one window the smallest number left is the true one. */
function windowIn(headers: Readonly<Record<string, string>>, before: Window | undefined): Window | undefined {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) => {
    const text = headers[`x-ratelimit-${name}`];
    return text === undefined || text === '' ? Number.NaN : Number(text);
  }) as [number, number, number];
  if (!Number.isFinite(limit) || !Number.isFinite(remaining) || !Number.isFinite(reset)) return before;
  // A small number is a number of seconds to go; a large one an instant.
  const resetsAt = (reset < 10_000_000 ? Date.now() + reset * 1_000 : reset * 1_000) + AFTER_RESET;
  const sameWindow = before && Math.abs(before.resetsAt - resetsAt) < AFTER_RESET;
  return { limit, remaining: sameWindow ? Math.min(before.remaining, remaining) : remaining, resetsAt };
}
