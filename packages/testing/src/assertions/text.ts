import { inOneLine, isAsymmetric } from './like.ts';

/** What a test expects a text to be: a string is all of it, an expression any part; a runner's own `expect.stringContaining(…)` will do, too. */
export type TextPattern = string | RegExp;

export function fits(text: string, pattern: TextPattern): boolean {
  if (isAsymmetric(pattern)) return pattern.asymmetricMatch(text);
  // An expression with the flag g remembers where it was; `search` begins anew.
  return typeof pattern === 'string' ? text === pattern : text.search(pattern) !== -1;
}

export function shown(pattern: TextPattern): string {
  return typeof pattern === 'string' ? JSON.stringify(pattern) : inOneLine(pattern);
}

/** The lines of a log with their numbers, from 1 on. */
export function numbered(lines: readonly string[]): string {
  return lines.map((line, index) => `\n  ${index + 1} ${JSON.stringify(line)}`).join('');
}
