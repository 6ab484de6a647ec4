import { printable } from '../printable.ts';

/** Text that is HTML already: only `html` and `trusted` make it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Part = Markup | string | number | readonly Part[] | undefined;

/** Whatever stands in a placeholder is escaped, unless it was made by `html` itself. Attribute values stand in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const out = [strings[0] ?? ''];
  for (const [at, part] of parts.entries()) {
    add(out, part);
    out.push(strings[at + 1] ?? '');
  }
  return new Markup(out.join(''));
}

/** For what this package itself wrote: style and script. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** For long text between tags only: quotes stay as they are, which halves what JSON takes. */
export function contentOf(text: string): Markup {
  return new Markup(printable(text).replace(/[&<>]/g, (character) => entities[character] ?? character));
}

function add(out: string[], part: Part): void {
  if (part === undefined) return;
  if (part instanceof Markup) out.push(part.text);
  else if (typeof part === 'string') out.push(escaped(part));
  else if (typeof part === 'number') out.push(escaped(String(part)));
  else for (const each of part) add(out, each);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
