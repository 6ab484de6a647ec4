import type { RateLimit } from '@berth/http';
import { UsageError } from './usage.ts';

/** `100/60`: a hundred requests in a minute. */
export function rateLimitFrom(text: string | undefined): RateLimit | undefined {
  if (text === undefined) return undefined;
  const [, limit, periodSeconds] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  if (!limit || !periodSeconds)
    throw new UsageError(`--rate-limit takes REQUESTS/SECONDS such as 100/60, not "${text}"`);
  return { limit: Number(limit), periodSeconds: Number(periodSeconds) };
}
