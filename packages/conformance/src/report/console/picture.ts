import { printable } from '../printable.ts';
import { clip, lengthOf, wrap } from './layout.ts';

const NARROWEST_LABEL = 8;
const NOTE = '   <- ';

/** The picture of a race in so many columns: what is too wide loses the ends of its calls, not those of its clients. */
export function pictureLines(picture: string, width: number, indent: string): readonly string[] {
  const room = width - lengthOf(indent);
  const rows = printable(picture)
    .trimEnd()
    .split('\n')
    .map((row) => row.replaceAll('\t', '  ').trimEnd());
  return narrowed(rows, room).flatMap((row) => {
    if (lengthOf(row) <= room) return [`${indent}${row}`.trimEnd()];
    const [drawn = '', ...note] = row.split(NOTE);
    if (note.length === 0 && !/[┐│└]/.test(row)) return wrap(row, width, indent, `${indent}  `);
    const below = note.length > 0 ? wrap(`^ ${note.join(NOTE)}`, width, `${indent}  `, `${indent}    `) : [];
    return [`${indent}${clip(drawn, room)}`.trimEnd(), ...below];
  });
}

/** Each client's column begins where its title does, and the lines of its calls come down in one place: the stem. */
interface Column {
  readonly from: number;
  readonly to: number;
  readonly stem: number;
}

function narrowed(rows: readonly string[], room: number): readonly string[] {
  const title = rows.findIndex((row) => /^client \w/.test(row));
  if (title < 0) return rows;
  const starts = [...(rows[title] ?? '').matchAll(/client \w/g)].map(({ index }) => index);
  const end = rows.findIndex((row, at) => at > title && row === '');
  const isDrawn = (at: number) => at >= title && (end < 0 || at < end);
  const drawn = rows.filter((_, at) => isDrawn(at)).map((row) => row.split(NOTE)[0] ?? '');
  const columns = starts.map((from, at) => {
    const to = starts[at + 1] ?? Number.POSITIVE_INFINITY;
    return { from, to, stem: Math.max(0, ...drawn.map((row) => row.slice(from, to).indexOf('┐'))) };
  });
  const excess = Math.max(...drawn.map(lengthOf)) - room;
  if (excess <= 0) return rows;
  const least = (stem: number) => Math.max(NARROWEST_LABEL, stem - Math.ceil(excess / columns.length));
  return rows.map((row, at) => (isDrawn(at) ? narrowedRow(row, columns, least) : row));
}

function narrowedRow(row: string, columns: readonly Column[], newStem: (stem: number) => number): string {
  const [drawn = '', ...note] = row.split(NOTE);
  const cells = columns.map(({ from, to, stem }) => {
    const cell = drawn.slice(from, to);
    const kept = Math.min(stem, newStem(stem));
    if (cell.length <= kept || stem === kept) return cell;
    const [, label = '', line = ''] = /^(.*?)( ?─*)$/.exec(cell.slice(0, stem)) ?? [];
    const shown = line === '' ? label.slice(0, kept) : `${clip(label, kept - 3)} ──`;
    return `${shown.trimEnd().padEnd(kept, line === '' ? ' ' : '─')}${cell.slice(stem)}`;
  });
  return [cells.join('').trimEnd(), ...note].join(NOTE);
}
