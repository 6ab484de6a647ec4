import { printable } from '../printable.ts';
import { clip, lengthOf, wrap } from './layout.ts';

/** Between what is drawn and the word to it. */
const NOTE = '   <- ';

/** The picture of a race, in which words may move to lines of their own and what is drawn may not. */
export function pictureLines(picture: string, width: number, indent: string): readonly string[] {
  const room = width - lengthOf(indent);
  const rows = printable(picture).trimEnd().replaceAll('\t', '  ').split('\n');
  return rows.flatMap((row) => {
    if (lengthOf(row) <= room) return [`${indent}${row}`.trimEnd()];
    const [drawn = '', ...note] = row.split(NOTE);
    if (note.length === 0 && !/[┐│└]/.test(row)) return wrap(row, width, indent, `${indent}  `);
    const below = note.length > 0 ? wrap(`^ ${note.join(NOTE)}`, width, `${indent}  `, `${indent}    `) : [];
    return [`${indent}${clip(drawn, room)}`.trimEnd(), ...below];
  });
}
