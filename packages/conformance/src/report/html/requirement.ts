import { catalogue } from '../../catalogue/catalogue.ts';
import type { ExchangeEvent, Outcome, ResultEvent } from '../../session/events.ts';
import { aboutOf } from '../about.ts';
import { failsAsExpected } from '../verdict.ts';
import { counted } from './counted.ts';
import { exchangesHtml } from './exchange.ts';
import { findingHtml } from './finding.ts';
import { html, type Markup } from './markup.ts';
import { checkHtml, proseHtml } from './prose.ts';

const AT_ONCE = 12;
const sentences = new Map(catalogue.sentences.map(({ id, text }) => [id, text]));

export function wordOf(outcome: Outcome): string {
  return outcome.replace('-', ' ');
}

/** One requirement with everything that was done for it; open when there is something wrong with it. */
export function requirementHtml(
  result: ResultEvent,
  exchanges: readonly ExchangeEvent[],
  against: boolean,
  stale: boolean,
): Markup {
  const { id, level, outcome, findings, requests, ms } = result;
  const { text, source, check } = aboutOf(id);
  const open = against || stale || outcome === 'error' ? html` open` : undefined;
  return html`<details class="requirement" id="${id}" data-outcome="${outcome}"${open}><summary><h3><span class="outcome ${outcome}${
    against ? html` counted` : undefined
  }">${wordOf(outcome)}</span> <code>${id}</code> <span class="level">${level}</span> ${proseHtml(text)}</h3>${chipsHtml(result, stale)}</summary><div class="inside">${remarksHtml(
    result,
    stale,
  )}${findings.map(findingHtml)}<dl>${
    check === '' ? undefined : html`<dt>Check</dt><dd>${checkHtml(check)}</dd>`
  }${source.length > 0 ? html`<dt>Source</dt><dd>${source.map(sourceHtml)}</dd>` : undefined}<dt>Cost</dt><dd>${counted(requests, 'request')}, ${ms} ms</dd></dl>${foldedHtml(exchanges)}</div></details>\n`;
}

/** Long lists stay closed, so that the next requirement is not pages away. */
function foldedHtml(exchanges: readonly ExchangeEvent[]): Markup | undefined {
  if (exchanges.length <= AT_ONCE) return exchangesHtml(exchanges);
  return html`<details class="folded"><summary>${counted(exchanges.length, 'request')}</summary>${exchangesHtml(exchanges)}</details>`;
}

/** What a closed requirement must not hide. */
function chipsHtml(result: ResultEvent, stale: boolean): readonly Markup[] {
  const chips = [
    stale ? 'no longer fails' : '',
    failsAsExpected(result) ? 'expected' : '',
    result.warnings.length > 0 ? 'warning' : '',
    result.tolerated.length > 0 ? 'tolerated' : '',
  ];
  return chips.filter((chip) => chip !== '').map((chip) => html` <span class="chip">${chip}</span>`);
}

function remarksHtml(result: ResultEvent, stale: boolean): Markup | undefined {
  const { outcome, reason, expected, warnings, tolerated, notes } = result;
  const remarks = [
    ...(reason === undefined ? [] : [['Reason', reason]]),
    ...(outcome === 'flaky' ? [['Flaky', 'failed once, held when tried again']] : []),
    ...(failsAsExpected(result) && expected !== undefined ? [['Expected', expected]] : []),
    ...(stale ? [['No longer fails', 'was expected to fail and did not: take it off the expectations']] : []),
    ...warnings.map((text) => ['Warning', text]),
    ...tolerated.map((text) => ['Tolerated', text]),
    ...notes.map((text) => ['Note', text]),
  ];
  if (remarks.length === 0) return undefined;
  return html`<ul class="remarks">${remarks.map(([name, text]) => html`<li><strong>${name}:</strong> ${text}</li>`)}</ul>`;
}

/** A sentence of the reference page is quoted; of anything else there is only where it is written. */
function sourceHtml(source: string): Markup {
  const sentence = sentences.get(source);
  const quoted =
    sentence === undefined ? (source === 'I' ? ' inferred' : '') : html` “${proseHtml(sentence)}”`;
  return html`<div><code>${source}</code>${quoted}</div>`;
}
