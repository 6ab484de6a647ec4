import { plain } from '../parts/plain.ts';
import { clean, withoutTabs } from './clean.ts';

/** Characters of a message that its row shows; the rest unfolds. */
export const MOST_IN_ROW = 1000;
/** Characters that unfold; the rest is in the download. */
export const MOST_UNFOLDED = 200_000;

export interface Line {
  readonly at: string;
  /** The message, without what only terminals understand. */
  readonly text: string;
}

export function lineOf(log: { readonly message: string; readonly createdAt: string }): Line {
  return { at: log.createdAt, text: clean(log.message) };
}

export interface Row {
  /** The first line of the message, or as much of it as a row holds. */
  readonly text: string;
  /** Lines that are folded away below it. */
  readonly more: number;
  /** Whether there is anything to unfold. */
  readonly isFolded: boolean;
}

const rows = new WeakMap<Line, Row>();

/** Made once: it is drawn with every frame, and a message may be a megabyte of lines. */
export function rowOf(line: Line): Row {
  const known = rows.get(line);
  if (known) return known;
  const made = madeRow(line);
  rows.set(line, made);
  return made;
}

function madeRow({ text }: Line): Row {
  const end = text.indexOf('\n');
  const first = end === -1 ? text : text.slice(0, end);
  return {
    text: shown(first.slice(0, MOST_IN_ROW)),
    more: lineFeedsIn(text),
    isFolded: end !== -1 || first.length > MOST_IN_ROW,
  };
}

function lineFeedsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Characters that a row is wide. */
export function widthOf({ text }: Line): number {
  const end = text.indexOf('\n');
  return Math.min(MOST_IN_ROW, end === -1 ? text.length : end);
}

export function unfolded({ text }: Line): string {
  return text.slice(0, MOST_UNFOLDED).split('\n').map(shown).join('\n');
}

function shown(text: string): string {
  return plain(withoutTabs(text));
}
