import { createHash } from 'node:crypto';
import type { IdKind } from '@berth/core';
import { idPrefixes } from '@berth/http';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ORDINAL_DIGITS = 5;
const HASH_DIGITS = 11;

/**
 * Names from a seed, keyed by kind and ordinal: the third run is called the same however many lines were logged before it.
 * The ordinal comes first, so that what is made in one frozen instant still lists in the order it was made.
 */
export function keyedIds(seed: string): (kind: IdKind) => string {
  const counts = new Map<string, number>();
  return (kind) => {
    const ordinal = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, ordinal);
    const hash = createHash('sha256').update(`${seed}/${kind}/${ordinal}`).digest();
    const letters = [...hash.subarray(0, HASH_DIGITS)].map((byte) => alphabet[byte % alphabet.length]);
    return idPrefixes[kind] + inAlphabet(ordinal) + letters.join('');
  };
}

function inAlphabet(ordinal: number): string {
  let digits = '';
  for (let rest = ordinal; digits.length < ORDINAL_DIGITS; rest = Math.floor(rest / alphabet.length)) {
    digits = alphabet[rest % alphabet.length] + digits;
  }
  return digits;
}

/** 32 hexadecimal digits for each answer, from the same seed. */
export function keyedTraceIds(seed: string): () => string {
  let ordinal = 0;
  return () => {
    ordinal += 1;
    return createHash('sha256').update(`${seed}/trace/${ordinal}`).digest('hex').slice(0, 32);
  };
}
