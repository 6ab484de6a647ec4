import { createHash } from 'node:crypto';
import type { NewId } from '@berth/core';
import { idPrefixes } from '@berth/http';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ORDINAL_DIGITS = 5;
const HASH_DIGITS = 11;

/**
 * Names from a seed, keyed by kind and ordinal: the third run is called the same however many lines were logged before it, and
 * the third line of a run whatever other runs have logged. The ordinal comes first, so that what is made in one frozen instant
 * still lists in the order it was made.
 */
export function keyedIds(seed: string): NewId {
  const counts = new Map<string, number>();
  return (kind, of = '') => {
    const key = `${kind}/${of}`;
    const ordinal = (counts.get(key) ?? 0) + 1;
    counts.set(key, ordinal);
    const hash = createHash('sha256').update(`${seed}/${key}/${ordinal}`).digest();
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

const TRACE_DIGITS = 32;
const TRACE_ORDINAL_DIGITS = 6;

/** 32 hexadecimal digits for each answer, keyed by what it answers: the hash of that, which is made once, and an ordinal. */
export class TraceIds {
  /** What the next answer is about. */
  next = '';
  readonly #subjects = new Map<string, { readonly hash: string; count: number }>();

  constructor(private readonly seed: string) {}

  take(): string {
    const subject = this.#subjects.get(this.next) ?? this.#add(this.next);
    subject.count += 1;
    return subject.hash + subject.count.toString(16).padStart(TRACE_ORDINAL_DIGITS, '0');
  }

  #add(name: string) {
    const hash = createHash('sha256').update(`${this.seed}/trace/${name}`).digest('hex');
    const subject = { hash: hash.slice(0, TRACE_DIGITS - TRACE_ORDINAL_DIGITS), count: 0 };
    this.#subjects.set(name, subject);
    return subject;
  }
}
