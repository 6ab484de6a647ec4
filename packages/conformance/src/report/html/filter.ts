import type { Outcome, ResultEvent } from '../../session/events.ts';
import { html, type Markup } from './markup.ts';
import { wordOf } from './requirement.ts';

const outcomes: readonly Outcome[] = [
  'failed',
  'flaky',
  'untestable',
  'error',
  'passed',
  'skipped',
  'not-applicable',
];

/** Hidden until the script is there to make it work; nothing when there is nothing to look for. */
export function filterHtml(results: readonly ResultEvent[], others: boolean): Markup | undefined {
  if (results.length === 0 && !others) return undefined;
  const boxes = outcomes.flatMap((outcome) => {
    const count = results.filter((result) => result.outcome === outcome).length;
    return count === 0 ? [] : [boxHtml(outcome, `${wordOf(outcome)} (${count})`)];
  });
  return html`<form id="filter" role="search" hidden><label for="search">Search ids, sentences, requests and answers</label> <input id="search" type="search" autocomplete="off" spellcheck="false"><fieldset><legend>Outcomes</legend>${boxes}${
    others ? boxHtml('other', 'other requests') : undefined
  }</fieldset><p id="shown" role="status"></p></form>\n`;
}

function boxHtml(value: string, text: string): Markup {
  return html`<label class="box"><input type="checkbox" name="outcome" value="${value}" checked> ${text}</label> `;
}
