/** Characters of one piece of a stream, beyond which another is begun; a single event may be longer. */
const PIECE = 65_536;

/** Texts put together into pieces that are worth a write. */
export function* inPieces(texts: Iterable<string>): Generator<string, void> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
