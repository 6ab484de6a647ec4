import type { FindingRecord } from '../../session/events.ts';
import { valueText } from '../finding-text.ts';
import { indentJson } from '../json-text.ts';
import { counted } from './counted.ts';
import { html, type Markup } from './markup.ts';

const MOST_LINKS = 8;

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
    picture === undefined
      ? undefined
      : html`<pre class="picture" tabindex="0" role="group" aria-label="The race, drawn">\n${picture}</pre>`
  }${shownByHtml(exchanges)}${
    files.length > 0
      ? html`<p class="files">Try it again: ${files.map((file) => html`<code>${file}</code> `)}</p>`
      : undefined
  }</div>`;
}

/** The last requests are what it comes down to; a race may have sent hundreds before. */
function shownByHtml(exchanges: readonly number[]): Markup | undefined {
  if (exchanges.length === 0) return undefined;
  const earlier = exchanges.slice(0, -MOST_LINKS);
  return html`<p>Shown by ${exchanges.slice(-MOST_LINKS).map(linkHtml)}</p>${
    earlier.length > 0
      ? html`<details class="earlier"><summary>${counted(earlier.length, 'earlier request')}</summary><p>${earlier.map(linkHtml)}</p></details>`
      : undefined
  }`;
}

function linkHtml(number: number): Markup {
  return html`<a href="#x${number}">request ${number}</a> `;
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
