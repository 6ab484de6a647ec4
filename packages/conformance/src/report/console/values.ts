import { valueText } from '../finding-text.ts';
import { indentJson } from '../json-text.ts';
import { printable } from '../printable.ts';
import { clip, lengthOf, wrap } from './layout.ts';

const MOST_LINES = 12;

/** `expected  …`: on one line when it fits, else over several, cut. */
export function valueLines(name: string, value: unknown, width: number, indent: string): readonly string[] {
  const first = `${indent}${name.padEnd(8)}  `;
  const rest = ' '.repeat(first.length);
  const room = Math.max(20, width - first.length);
  const text = printable(valueText(value));
  const lines = lengthOf(text) <= room && !/[\n\t]/.test(text) ? [text] : severalLines(text, room);
  const shown = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES - 1) : lines;
  const cut = lines.length - shown.length;
  return [...shown, ...(cut > 0 ? [`… ${cut} more lines`] : [])].map(
    (line, at) => `${at === 0 ? first : rest}${line}`,
  );
}

function severalLines(text: string, room: number): readonly string[] {
  const indented = indentJson(text);
  return indented === text
    ? wrap(text, room)
    : indented.split('\n').map((line) => clip(line.replaceAll('\t', ' '), room));
}
