import type { IdKind } from '@berth/core';
import { customAlphabet } from 'nanoid';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const random = customAlphabet(alphabet, 12);

const COUNT_DIGITS = 4;
let made = 0;

const TRACE_BYTES = 16;
const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const pool = new Uint8Array(256 * TRACE_BYTES);
let drawn = pool.length;

/** Port's prefixes; behind each, sixteen letters and digits. */
export const idPrefixes: { readonly [K in IdKind]: string } = {
  run: 'r_',
  log: 'log_',
  event: 'event_',
  entity: 'e_',
};

/**
 * A name that nobody can guess. It begins with a count, so that what this process makes within one millisecond lists in the
 * order it was made.
 */
export function randomId(kind: IdKind): string {
  made = (made + 1) % alphabet.length ** COUNT_DIGITS;
  let count = '';
  for (let rest = made; count.length < COUNT_DIGITS; rest = Math.floor(rest / alphabet.length)) {
    count = alphabet[rest % alphabet.length] + count;
  }
  return idPrefixes[kind] + count + random();
}

/** 32 hexadecimal digits; drawn for every answer, so many at a time. */
export function randomTraceId(): string {
  if (drawn === pool.length) {
    crypto.getRandomValues(pool);
    drawn = 0;
  }
  let digits = '';
  for (const end = drawn + TRACE_BYTES; drawn < end; drawn += 1) digits += hexadecimal[pool[drawn] ?? 0];
  return digits;
}

/** The machine's clock, except that it never runs backwards within this process. */
export function monotone(): () => Date {
  let last = 0;
  return () => {
    last = Math.max(last, Date.now());
    return new Date(last);
  };
}
