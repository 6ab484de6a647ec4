import type { FindingRecord } from '../../session/events.ts';
import { valueText } from '../finding-text.ts';
import { indentJson } from '../json-text.ts';
import { html, type Markup } from './markup.ts';

const foundBy: Readonly<Record<FindingRecord['by'], string>> = {
  check: 'Found by the check of this requirement',
  exchange: 'Seen on an exchange',
  sequence: 'Found by the model in a generated sequence',
  race: 'Found by a race',
};

export function findingHtml(finding: FindingRecord): Markup {
  const { by, message, story, calls = [], exchanges, expected, got, picture, files = [] } = finding;
  return html`<div class="finding"><p><strong>${message}</strong></p><p class="quiet">${foundBy[by]}${
    story === undefined ? '' : `: ${story}`
  }</p>${calls.length > 0 ? html`<pre>\n${calls.join('\n')}</pre>` : undefined}${comparisonHtml(expected, got)}${
    picture === undefined ? undefined : html`<pre class="picture">\n${picture}</pre>`
  }${
    exchanges.length > 0
      ? html`<p>Shown by ${exchanges.map((number) => html`<a href="#x${number}">request ${number}</a> `)}</p>`
      : undefined
  }${files.length > 0 ? html`<p>Try it again: ${files.map((file) => html`<code>${file}</code> `)}</p>` : undefined}</div>`;
}

function comparisonHtml(expected: unknown, got: unknown): Markup | undefined {
  const sides = [
    { name: 'Expected', value: expected },
    { name: 'Got', value: got },
  ].filter(({ value }) => value !== undefined);
  if (sides.length === 0) return undefined;
  return html`<div class="sides">${sides.map(
    ({ name, value }) => html`<div><h4>${name}</h4><pre>\n${indentJson(valueText(value))}</pre></div>`,
  )}</div>`;
}
