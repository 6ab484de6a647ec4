import type { Json } from '@berth/core';

/** A backslash, or half a surrogate pair, which JSON can only write as an escape. */
const ESCAPES = /\\(?:\\|ud[89a-f][0-9a-f]{2})/g;

/** A number that may be beyond what JavaScript can hold: jq keeps the digits of a literal that it does not reckon with. */
const HUGE = /\d{300}|E\+\d{3}/;

/** JSON as jq reads it: half a surrogate pair is written as U+FFFD, or jq would not read any of it. @returns undefined when it nests too deep to be written */
export function jsonText(value: Json): string | undefined {
  try {
    const text = JSON.stringify(value);
    return text.replace(ESCAPES, (found) => (found === '\\\\' ? found : '\ufffd'));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Reads what jq wrote. @throws SyntaxError where it nested too deep for jq to write */
export function parseOutput(text: string): unknown {
  return HUGE.test(text) ? JSON.parse(text, (_, value) => finite(value)) : JSON.parse(text);
}

function finite(value: unknown): unknown {
  if (value === Number.POSITIVE_INFINITY) return Number.MAX_VALUE;
  return value === Number.NEGATIVE_INFINITY ? -Number.MAX_VALUE : value;
}
