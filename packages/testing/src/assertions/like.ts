import { inspect, isDeepStrictEqual } from 'node:util';

/**
 * Where a value is not like what is expected, a line for each place. Of an object the keys that are expected count, of a list
 * every item; an expression stands for a string that it fits, and a runner's own `expect.any(…)` and its like for what they take.
 */
export function unlike(actual: unknown, expected: unknown, path = 'body'): readonly string[] {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(actual) ? [] : [is(path, actual)];
  if (expected instanceof RegExp)
    return typeof actual === 'string' && actual.search(expected) !== -1 ? [] : [is(path, actual)];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [is(path, actual)];
    return expected.flatMap((item, index) => unlike(actual[index], item, `${path}[${index}]`));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [is(path, actual)];
    return Object.entries(expected).flatMap(([key, value]) => unlike(actual[key], value, `${path}.${key}`));
  }
  return isDeepStrictEqual(actual, expected) ? [] : [is(path, actual)];
}

export function inOneLine(value: unknown): string {
  return inspect(legible(value), { depth: 6, breakLength: Number.POSITIVE_INFINITY });
}

/** With what a runner's own matchers take in place of how they are made. */
function legible(value: unknown): unknown {
  if (isAsymmetric(value)) return { [inspect.custom]: () => wordsOf(value) };
  if (Array.isArray(value)) return value.map(legible);
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, legible(item)]));
}

function wordsOf(matcher: Asymmetric): string {
  const { sample } = matcher;
  const taken = typeof sample === 'string' ? JSON.stringify(sample) : inOneLine(sample);
  return matcher.toAsymmetricMatcher?.() ?? `${matcher} ${taken}`;
}

function is(path: string, actual: unknown): string {
  return `${path} is ${inOneLine(actual)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A runner's own `expect.any(…)` or its like. */
interface Asymmetric {
  asymmetricMatch(actual: unknown): boolean;
  /** Its name and what it takes, where it has words of its own. */
  toAsymmetricMatcher?(): string;
  readonly sample?: unknown;
}

export function isAsymmetric(value: unknown): value is Asymmetric {
  return isObject(value) && typeof value.asymmetricMatch === 'function';
}
