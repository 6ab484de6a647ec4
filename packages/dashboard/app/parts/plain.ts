// Of no width, or turning the direction of text; not the two that join letters and parts of pictures.
const UNSEEN =
  /(?![\t\n])\p{Cc}|[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * Text as it is, with the characters shown that would otherwise hide, move or turn around what is beside them: control
 * characters, bidirectional controls, and those of no width. Tabs and line feeds stay.
 */
export function plain(text: string): string {
  return text.replace(UNSEEN, symbolOf);
}

function symbolOf(character: string): string {
  // By number: few fonts have the pictures that Unicode has of control characters.
  return `\u27e8U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
}
