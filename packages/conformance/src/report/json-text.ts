const DEEPEST_INDENT = 24;
/** A string, an object or list with nothing in it, a mark, words, white space. */
const TOKEN = /"(?:[^"\\]|\\.)*"?|[{[]\s*[}\]]|[{}[\],:]|[^\s"{}[\],:]+(?:\s+[^\s"{}[\],:]+)*|\s+/gs;

/** JSON of anything, also of what has none. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch (error) {
    return `(cannot be written as JSON: ${error instanceof Error ? error.message : String(error)})`;
  }
}

/**
 * JSON over several lines. Nothing but white space changes: numbers, escapes and keys given twice stay as they are. Works
 * on JSON that was cut short, too; what is no object or list is left alone.
 */
export function indentJson(text: string): string {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return text;
  const out: string[] = [];
  let depth = 0;
  const line = () => `\n${'  '.repeat(Math.min(depth, DEEPEST_INDENT))}`;
  for (const [token] of trimmed.matchAll(TOKEN)) {
    if (/^\s/.test(token)) continue;
    if (token === '{' || token === '[') {
      depth += 1;
      out.push(token, line());
    } else if (token === '}' || token === ']') {
      depth = Math.max(0, depth - 1);
      out.push(line(), token);
    } else if (token === ',') out.push(token, line());
    else if (token === ':') out.push(': ');
    else out.push(/^[{[]/.test(token) ? token.replaceAll(/\s/g, '') : token);
  }
  return out.join('');
}
