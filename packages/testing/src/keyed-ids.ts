import { createHash } from 'node:crypto';
import type { IdKind } from '@berth/core';
import { SharedMap } from '@berth/core/memory';
import { idPrefixes } from '@berth/http';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ORDINAL_DIGITS = 5;
const HASH_DIGITS = 11;
const IV_BYTES = 16;
const TRACE_DIGITS = 32;
const TRACE_ORDINAL_DIGITS = 6;

/** How many have been drawn by each key. */
export type IdCounts = SharedMap<string, number>;

export const noneDrawn: IdCounts = new SharedMap();

/**
 * Names from a seed, keyed by kind and owner, and by ordinal: the third run is called the same however many lines were logged
 * before it, and the third line of a run whatever other runs have logged. The ordinal comes first, so that what is made in one
 * frozen instant still lists in the order it was made.
 */
export class KeyedIds {
  /** What the next answer is about: its trace id is keyed by that. */
  about = '';
  readonly #counts: IdCounts;
  readonly #subjects = new Map<string, string>();

  /** Goes on behind so many of each. */
  constructor(
    private readonly seed: string,
    from: IdCounts,
  ) {
    this.#counts = from.fork();
  }

  /** @param of whose it is */
  newId(kind: IdKind, of = ''): string {
    const { ordinal, hash } = this.#draw(`${kind}/${of}`);
    const letters = [...hash.subarray(0, HASH_DIGITS)].map((byte) => alphabet[byte % alphabet.length]);
    return idPrefixes[kind] + inAlphabet(ordinal) + letters.join('');
  }

  /** 32 hexadecimal digits: a hash of what the answer is about, which is made once, and an ordinal. */
  newTraceId(): string {
    const ordinal = this.#count(`trace/${this.about}`);
    const hash = this.#subjects.get(this.about) ?? this.#addSubject(this.about);
    return hash + ordinal.toString(16).padStart(TRACE_ORDINAL_DIGITS, '0');
  }

  /** What the next text is encrypted with. */
  newIv(): Uint8Array {
    return this.#draw('iv/').hash.subarray(0, IV_BYTES);
  }

  counts(): IdCounts {
    return this.#counts.fork();
  }

  #addSubject(about: string): string {
    const digest = createHash('sha256').update(`${this.seed}/trace/${about}`).digest('hex');
    const hash = digest.slice(0, TRACE_DIGITS - TRACE_ORDINAL_DIGITS);
    this.#subjects.set(about, hash);
    return hash;
  }

  #count(key: string): number {
    const ordinal = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, ordinal);
    return ordinal;
  }

  #draw(key: string) {
    const ordinal = this.#count(key);
    return { ordinal, hash: createHash('sha256').update(`${this.seed}/${key}/${ordinal}`).digest() };
  }
}

function inAlphabet(ordinal: number): string {
  let digits = '';
  for (let rest = ordinal; digits.length < ORDINAL_DIGITS; rest = Math.floor(rest / alphabet.length)) {
    digits = alphabet[rest % alphabet.length] + digits;
  }
  return digits;
}
