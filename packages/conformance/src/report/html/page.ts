import { createHash } from 'node:crypto';
import type { ExchangeEvent } from '../../session/events.ts';
import { byArea, inOrder } from '../about.ts';
import type { StoredSession } from '../stored-session.ts';
import { countedAgainst, verdictOf } from '../verdict.ts';
import { counted } from './counted.ts';
import { exchangesHtml } from './exchange.ts';
import { filterHtml } from './filter.ts';
import { html, type Markup, trusted } from './markup.ts';
import { requirementHtml } from './requirement.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { areasHtml, shortVerdict, summaryHtml } from './summary.ts';

/** A second lock behind the escaping: the page loads nothing and runs its own script only. */
const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;

export function pageHtml(session: StoredSession): string {
  const { header, results, footer } = session;
  const verdict = verdictOf(session);
  const bad = inOrder(countedAgainst(session));
  const against = new Set(bad.map(({ id }) => id));
  const stale = new Set(footer?.stale ?? []);
  const byPurpose = groupByPurpose(session.exchanges);
  const ids = new Set(results.map(({ id }) => id));
  const others = inNumbers([...byPurpose].filter(([purpose]) => !ids.has(purpose)));
  const areas = byArea(results).map(
    ({ area, results: of }) =>
      html`<section id="area-${area}" aria-labelledby="title-${area}"><h2 id="title-${area}">${area}</h2>\n${of.map(
        (result) =>
          requirementHtml(
            result,
            byPurpose.get(result.id) ?? [],
            against.has(result.id),
            stale.has(result.id),
          ),
      )}</section>\n`,
  );
  const page = html`${trusted('<!doctype html>')}
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${shortVerdict(verdict)} – ${header.target}</title><style>${trusted(style)}</style></head>
<body><a class="skip" href="#requirements">To the requirements</a>
${summaryHtml(session, verdict, bad)}${areasHtml(session, against)}<main id="requirements" tabindex="-1">${filterHtml(results, others.length > 0)}${areas}${othersHtml(others)}</main>
<script>${trusted(script)}</script></body></html>
`;
  return page.text;
}

/** Set-up, generated sequences, races, clean-up. */
function othersHtml(others: readonly (readonly [string, readonly ExchangeEvent[]])[]): Markup | undefined {
  if (others.length === 0) return undefined;
  return html`<section id="others" aria-labelledby="title-others"><h2 id="title-others">Other requests</h2>\n${others.map(
    ([purpose, exchanges]) =>
      html`<details class="others" data-outcome="other"><summary><h3>${purpose} <span class="quiet">${counted(exchanges.length, 'request')}</span></h3></summary><div class="inside">${exchangesHtml(exchanges)}</div></details>\n`,
  )}</section>\n`;
}

/** In the order sent, but `sequence 2` before `sequence 10`. */
function inNumbers<T>(groups: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  const parts = groups.map((group) => {
    const [, name = group[0], number = '0'] = /^(.*) (\d+)$/.exec(group[0]) ?? [];
    return { group, name, number: Number(number) };
  });
  const names = parts.map(({ name }) => name);
  return parts
    .toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name) || a.number - b.number)
    .map(({ group }) => group);
}

function groupByPurpose(exchanges: readonly ExchangeEvent[]): ReadonlyMap<string, readonly ExchangeEvent[]> {
  const groups = new Map<string, ExchangeEvent[]>();
  for (const exchange of exchanges) {
    const group = groups.get(exchange.purpose);
    if (group) group.push(exchange);
    else groups.set(exchange.purpose, [exchange]);
  }
  return groups;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
