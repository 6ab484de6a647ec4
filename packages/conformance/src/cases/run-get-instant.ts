import { Finding } from '../check/finding.ts';

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** The milliseconds of an RFC 3339 instant; anything else is a finding. */
export function instantOf(value: unknown, key: string): number {
  const at = typeof value === 'string' && rfc3339.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw new Finding(`${key} is an RFC 3339 instant`, '2026-01-31T12:00:00.000Z', value);
  return at;
}
