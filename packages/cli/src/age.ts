import { UsageError } from './usage.ts';

const milliseconds: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** An age such as 90m, 24h or 30d, in milliseconds. */
export function ageFrom(flag: string, text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const one = milliseconds[unit];
  if (one === undefined) throw new UsageError(`${flag} takes an age such as 90m, 24h or 30d, not "${text}"`);
  return Number(count) * one;
}
