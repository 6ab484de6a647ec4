/**
 * The text with what cannot be seen made visible: control characters, which could drive a terminal or are forbidden in
 * XML, marks that turn the reading direction, halves of characters. Line breaks and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu, (character) =>
    character === '\n' || character === '\t' ? character : visible(character),
  );
}

/** The same, on one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/[\n\t]/g, visible);
}

function visible(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}
