// Of no width, or turning the direction of text; not what joins letters and parts of pictures, or chooses how they look.
const UNSEEN =
  /(?![\t\n])\p{Cc}|(?!\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])\p{DI}|[\u2028\u2029\ufff9-\ufffb]/gu;

/**
 * Text as it is, with the characters shown that would otherwise hide, move or turn around what is beside them: control
 * characters, bidirectional controls, and those of no width. Tabs and line feeds stay.
 */
export function plain(text: string): string {
  return text.replace(UNSEEN, symbolOf);
}

function symbolOf(character: string): string {
  // By number: few fonts have the pictures that Unicode has of control characters.
  return `\u27e8U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
}
