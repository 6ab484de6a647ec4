/** What a test expects a text to be: a string is all of it, an expression any part. */
export type TextPattern = string | RegExp;

export function fits(text: string, pattern: TextPattern): boolean {
  // An expression with the flag g remembers where it was; `search` begins anew.
  return typeof pattern === 'string' ? text === pattern : text.search(pattern) !== -1;
}

export function shown(pattern: TextPattern): string {
  return typeof pattern === 'string' ? JSON.stringify(pattern) : String(pattern);
}

/** The lines of a log with their numbers, from 1 on. */
export function numbered(lines: readonly string[]): string {
  return lines.map((line, index) => `\n  ${index + 1} ${JSON.stringify(line)}`).join('');
}
