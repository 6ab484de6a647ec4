/** A number is milliseconds; a text says its unit. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** @throws RangeError for what is no span of time, or runs backwards */
export function millisecondsOf(duration: Duration): number {
  const milliseconds = typeof duration === 'number' ? duration : parsed(duration);
  if (milliseconds >= 0 && Number.isFinite(milliseconds)) return milliseconds;
  throw new RangeError(
    `A span of time is milliseconds, none or more, or a text such as '90s', '5m' or '24h', not ${typeof duration === 'number' ? duration : (JSON.stringify(duration) ?? String(duration))}`,
  );
}

/** As a span of time, but it may run backwards. @throws RangeError for what is no span of time */
export function skewOf(skew: Duration | `-${Duration}`): number {
  if (typeof skew === 'number' && skew < 0) return -millisecondsOf(-skew);
  if (typeof skew === 'string' && skew.startsWith('-')) return -millisecondsOf(skew.slice(1) as Duration);
  return millisecondsOf(skew as Duration);
}

function parsed(text: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  return unit === undefined ? Number.NaN : Number(count) * units[unit as keyof typeof units];
}

/** `+00:01:30.000`: how far into its story something happened. */
export function offset(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  const part = (unit: number, size: number) => String(Math.floor(whole / unit) % size).padStart(2, '0');
  const hours = String(Math.floor(whole / units.h)).padStart(2, '0');
  return `+${hours}:${part(units.m, 60)}:${part(units.s, 60)}.${String(whole % 1000).padStart(3, '0')}`;
}
