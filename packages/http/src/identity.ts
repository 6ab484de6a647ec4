import type { IdKind } from '@berth/core';
import { customAlphabet } from 'nanoid';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const sixteen = customAlphabet(alphabet, 16);
const hexadecimal = customAlphabet('0123456789abcdef', 32);

/** Port's prefixes; behind each, sixteen letters and digits. */
export const idPrefixes: { readonly [K in IdKind]: string } = {
  run: 'r_',
  log: 'log_',
  event: 'event_',
  entity: 'e_',
};

/** A name that nobody can guess. */
export function randomId(kind: IdKind): string {
  return idPrefixes[kind] + sixteen();
}

export function randomTraceId(): string {
  return hexadecimal();
}

/** The machine's clock, except that it never runs backwards within this process. */
export function monotone(): () => Date {
  let last = 0;
  return () => {
    last = Math.max(last, Date.now());
    return new Date(last);
  };
}
