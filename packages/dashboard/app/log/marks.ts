/** A piece of a text, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** Hits that are marked in one row; the page is to stay small. */
const MOST = 8;

/** A text cut at what was searched for, in whatever case. */
export function piecesOf(text: string, wanted: string): readonly Piece[] {
  if (wanted === '') return [{ text, isHit: false }];
  const [lower, sought] = [text.toLowerCase(), wanted.toLowerCase()];
  // Some letters grow when they are made small, and places would no longer be the same.
  if (lower.length !== text.length) return [{ text, isHit: false }];
  const pieces: Piece[] = [];
  let from = 0;
  for (let count = 0; count < MOST; count += 1) {
    const at = lower.indexOf(sought, from);
    if (at === -1) break;
    if (at > from) pieces.push({ text: text.slice(from, at), isHit: false });
    from = at + sought.length;
    pieces.push({ text: text.slice(at, from), isHit: true });
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isHit: false });
  return pieces;
}
