/** Cut to so many characters, with a mark where something is missing. */
export function clip(text: string, width: number): string {
  const characters = [...text];
  if (characters.length <= width) return text;
  return `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}

export function lengthOf(text: string): number {
  return [...text].length;
}

/** Lines of at most so many characters; a word that is longer is broken. The first line begins with `first`, others with `rest`. */
export function wrap(text: string, width: number, first = '', rest = first): readonly string[] {
  return fill(
    text.split(/\s+/).filter((word) => word !== ''),
    width,
    ' ',
    first,
    rest,
  );
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
  for (const item of items) {
    if (!empty && lengthOf(line) + gap.length + lengthOf(item) > width) next();
    let left = [...item];
    while (empty && lengthOf(line) + left.length > width && width > lengthOf(line)) {
      const room = width - lengthOf(line);
      line += left.slice(0, room).join('');
      left = left.slice(room);
      next();
    }
    line += `${empty ? '' : gap}${left.join('')}`;
    empty = false;
  }
  if (!empty) next();
  return lines;
}
