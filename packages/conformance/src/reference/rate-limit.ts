import type { Conditions } from '../target/target.ts';

type Limit = NonNullable<Conditions['rateLimit']>;

export interface Allowance {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts each caller's requests in windows that begin with the first of them. */
export function rateLimit({ limit, seconds }: Limit, now: () => number): (caller: string) => Allowance {
  const windows = new Map<string, { readonly endsAt: number; count: number }>();
  return (caller) => {
    const open = windows.get(caller);
    const window = open && now() < open.endsAt ? open : { endsAt: now() + seconds * 1_000, count: 0 };
    windows.set(caller, window);
    window.count += 1;
    const allowed = window.count <= limit;
    const wait = String(Math.ceil((window.endsAt - now()) / 1_000));
    return {
      allowed,
      headers: {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-period': String(seconds),
        'x-ratelimit-remaining': String(Math.max(0, limit - window.count)),
        'x-ratelimit-reset': String(Math.ceil(window.endsAt / 1_000)),
        ...(allowed ? {} : { 'retry-after': wait }),
      },
    };
  };
}
