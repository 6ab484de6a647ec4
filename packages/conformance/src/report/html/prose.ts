import { html, type Markup } from './markup.ts';

const clauses = { G: 'Given', W: 'When', T: 'Then' } as const;

/** A sentence of the catalogue, with what stands between back quotes as code. */
export function proseHtml(text: string): readonly (Markup | string)[] {
  return text.split(/`([^`]*)`/).map((part, at) => (at % 2 === 0 ? part : html`<code>${part}</code>`));
}

/** Given, when, then: each by its word, on a line of its own. */
export function checkHtml(check: string): readonly Markup[] {
  return check.split(/(?<=^|[.;] )(?=[GWT] )/).map((clause) => {
    const [, letter, rest = ''] = /^([GWT]) (.*)$/s.exec(clause) ?? [];
    return letter === undefined
      ? html`<div>${proseHtml(clause)}</div>`
      : html`<div><b>${clauses[letter as keyof typeof clauses]}</b> ${proseHtml(rest)}</div>`;
  });
}
