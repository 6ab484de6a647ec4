import { invalid } from './refusal.ts';

/** `true` or `false`, false when it is not given. */
export function flag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  if (value !== null && value !== 'true' && value !== 'false') throw invalid(`"${name}" must be boolean`);
  return value === 'true';
}

/** A whole number between bounds. */
export function count(
  query: URLSearchParams,
  name: string,
  from: number,
  to: number,
  otherwise: number,
): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isInteger(value)) throw invalid(`"${name}" must be integer`);
  if (value < from || value > to) throw invalid(`"${name}" must be >= ${from} and <= ${to}`);
  return value;
}

/** Every value given, each one of those allowed. */
export function among(query: URLSearchParams, name: string, allowed: readonly string[]): readonly string[] {
  const values = query.getAll(name);
  if (values.some((value) => !allowed.includes(value)))
    throw invalid(`"${name}" must be equal to one of the allowed values`);
  return values;
}

/** Milliseconds since the epoch. */
export function instant(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(value)) throw invalid(`"${name}" must match format "date-time"`);
  return value;
}
