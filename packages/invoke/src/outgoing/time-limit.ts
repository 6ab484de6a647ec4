import { Stopped } from './stopped.ts';

export interface TimeLimit {
  /** Aborts, with a `Stopped` for a reason, when the time is up. */
  readonly signal: AbortSignal;
  /** The time is up already. */
  expire(): void;
  /** What was promised, or the limit's end if that comes first. */
  within<T>(work: Promise<T>): Promise<T>;
  /** It is over, and nothing waits for it any more. */
  clear(): void;
}

export function timeLimit(milliseconds: number): TimeLimit {
  const controller = new AbortController();
  const { signal } = controller;
  const expire = () => controller.abort(new Stopped('timed out'));
  const timer = setTimeout(expire, milliseconds);
  return {
    signal,
    expire,
    // Ends by itself, since not everything that is destroyed says so.
    within: (work) =>
      Promise.race([
        work,
        new Promise<never>((_, reject) => {
          if (signal.aborted) reject(signal.reason);
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        }),
      ]),
    clear: () => clearTimeout(timer),
  };
}
