import { createHash } from 'node:crypto';
import type { IdKind } from '@berth/core';
import { idPrefixes } from '@berth/http';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ORDINAL_DIGITS = 5;
const HASH_DIGITS = 11;

/** How many of each kind have been drawn. */
export type IdCounts = Readonly<Partial<Record<IdKind | 'trace', number>>>;

export interface KeyedIds {
  newId(kind: IdKind): string;
  /** 32 hexadecimal digits for each answer. */
  newTraceId(): string;
  counts(): IdCounts;
  /** Goes on behind so many of each kind. */
  goOnFrom(counts: IdCounts): void;
}

/**
 * Names from a seed, keyed by kind and ordinal: the third run is called the same however many lines were logged before it.
 * The ordinal comes first, so that what is made in one frozen instant still lists in the order it was made.
 */
export function keyedIds(seed: string): KeyedIds {
  let counts: IdCounts = {};
  const draw = (kind: IdKind | 'trace') => {
    const ordinal = (counts[kind] ?? 0) + 1;
    counts = { ...counts, [kind]: ordinal };
    return { ordinal, hash: createHash('sha256').update(`${seed}/${kind}/${ordinal}`).digest() };
  };
  return {
    newId: (kind) => {
      const { ordinal, hash } = draw(kind);
      const letters = [...hash.subarray(0, HASH_DIGITS)].map((byte) => alphabet[byte % alphabet.length]);
      return idPrefixes[kind] + inAlphabet(ordinal) + letters.join('');
    },
    newTraceId: () => draw('trace').hash.toString('hex').slice(0, 32),
    counts: () => counts,
    goOnFrom: (from) => {
      counts = from;
    },
  };
}

function inAlphabet(ordinal: number): string {
  let digits = '';
  for (let rest = ordinal; digits.length < ORDINAL_DIGITS; rest = Math.floor(rest / alphabet.length)) {
    digits = alphabet[rest % alphabet.length] + digits;
  }
  return digits;
}
