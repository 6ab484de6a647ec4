/** Cut to so many characters, with a mark where something is missing. */
export function clip(text: string, width: number): string {
  const characters = [...text];
  if (characters.length <= width) return text;
  return `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}

export function lengthOf(text: string): number {
  return [...text].length;
}

/** What is copied as a whole: quoted code, a flag with its value, a call; else what stands between spaces. */
const WORD = /[^\s`]*`[^`\n]{1,60}`\S*|--[\w-]+ [A-Z]{2,}\S*|\b(?:GET|POST|PUT|PATCH|DELETE) \/\S*|\S+/g;

/** Lines of at most so many characters, broken at spaces. The first line begins with `first`, others with `rest`. */
export function wrap(text: string, width: number, first = '', rest = first): readonly string[] {
  return fill(text.match(WORD) ?? [], width, ' ', first, rest);
}

/** The same for items that are to stay whole as long as they fit, this far apart. */
export function fill(
  items: readonly string[],
  width: number,
  gap: string,
  first = '',
  rest = first,
): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  const next = () => {
    lines.push(line.trimEnd());
    line = rest;
    empty = true;
  };
  const room = Math.max(1, width - lengthOf(rest));
  for (const { text, gap: before } of items.flatMap((item) => partsOf(item, room, gap))) {
    const begun = !empty || lengthOf(line) > lengthOf(rest);
    if (begun && lengthOf(line) + (empty ? 0 : before.length) + lengthOf(text) > width) next();
    line += `${empty ? '' : before}${text}`;
    empty = false;
  }
  if (!empty) next();
  return lines;
}

interface Part {
  readonly text: string;
  /** Between it and the part before, on one line. */
  readonly gap: string;
}

/** An item that no line holds, at its spaces, then its commas. Paths and URLs stay whole and are longer than the line. */
function partsOf(item: string, room: number, gap: string): readonly Part[] {
  if (lengthOf(item) <= room) return [{ text: item, gap }];
  const words = item.split(' ').filter((word) => word !== '');
  return words.flatMap((word, at) =>
    piecesOf(word, room).map((text, piece) => ({ text, gap: piece > 0 ? '' : at > 0 ? ' ' : gap })),
  );
}

function piecesOf(word: string, room: number): readonly string[] {
  if (lengthOf(word) <= room) return [word];
  return word.split(/(?<=,)/).flatMap((piece) => {
    if (lengthOf(piece) <= room || piece.includes('/')) return [piece];
    const characters = [...piece];
    return Array.from({ length: Math.ceil(characters.length / room) }, (_, at) =>
      characters.slice(at * room, (at + 1) * room).join(''),
    );
  });
}
