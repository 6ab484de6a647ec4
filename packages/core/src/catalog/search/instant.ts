/** `Date.parse` alone would take other notations, and read a time without an offset in the host's zone. */
const dateOrDateTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/i;

/** The milliseconds since 1970 of an ISO 8601 date, taken as midnight UTC, or date-time with an offset. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !dateOrDateTime.test(value)) return undefined;
  const instant = Date.parse(value.toUpperCase());
  return Number.isNaN(instant) ? undefined : instant;
}
