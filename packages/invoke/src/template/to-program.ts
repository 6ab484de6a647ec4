/** A jq string as a whole, closed or not; or a single quote that begins or ends a word. */
const QUOTES = /"(?:[^"\\]|\\.?)*"?|(?<=^|\s)'(?![\s"])|(?<![\s"])'(?=\s|$)/gs;

/**
 * An expression as jq reads it. A single quote stands for a double one where Port takes it for one: at the outside of a word,
 * hence in `'a' + 'b'` but not in `split(',')`.
 */
export function toProgram(expression: string): string {
  // Half a surrogate pair cannot be written in UTF-8, and would take the character after it along.
  return expression.toWellFormed().replace(QUOTES, (found) => (found === "'" ? '"' : found));
}
