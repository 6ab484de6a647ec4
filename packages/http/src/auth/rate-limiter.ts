import { MAX_COUNTED_CALLERS } from '../limits.ts';
import { putLast } from './bounded.ts';

/** So many requests of one caller in each window of so many seconds. */
export interface RateLimit {
  readonly limit: number;
  readonly periodSeconds: number;
}

export interface Allowance {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** Until the window ends. */
  readonly seconds: number;
}

/** Counts each caller's requests in windows that begin with the first of them, in this process. */
export function rateLimiter(
  { limit, periodSeconds }: RateLimit,
  now: () => Date,
): (caller: string) => Allowance {
  const windows = new Map<string, { readonly endsAt: number; readonly reset: string; count: number }>();
  const always = { limit: String(limit), period: String(periodSeconds) };

  function windowOf(caller: string, at: number) {
    const open = windows.get(caller);
    if (open && at < open.endsAt) return open;
    const endsAt = at + periodSeconds * 1000;
    const fresh = { endsAt, reset: String(Math.ceil(endsAt / 1000)), count: 0 };
    // Windows are all of one length, so the first in line is the one that ends first.
    putLast(windows, caller, fresh, MAX_COUNTED_CALLERS);
    return fresh;
  }

  return (caller) => {
    const at = now().getTime();
    const window = windowOf(caller, at);
    window.count += 1;
    return {
      allowed: window.count <= limit,
      seconds: Math.max(1, Math.ceil((window.endsAt - at) / 1000)),
      headers: {
        'x-ratelimit-limit': always.limit,
        'x-ratelimit-period': always.period,
        'x-ratelimit-remaining': String(Math.max(0, limit - window.count)),
        'x-ratelimit-reset': window.reset,
      },
    };
  };
}
