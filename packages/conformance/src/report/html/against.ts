import type { ResultEvent } from '../../session/events.ts';
import { aboutOf } from '../about.ts';
import { html, type Markup } from './markup.ts';
import { proseHtml } from './prose.ts';

const AT_ONCE = 10;

/** What the verdict rests on, so that nobody has to look for it. */
export function againstHtml(against: readonly ResultEvent[]): Markup | undefined {
  if (against.length === 0) return undefined;
  const more = against.slice(AT_ONCE);
  return html`<nav class="against" aria-label="What makes it fail"><ul>${against.slice(0, AT_ONCE).map(itemHtml)}</ul>${
    more.length > 0
      ? html`<details><summary>${more.length} more</summary><ul>${more.map(itemHtml)}</ul></details>`
      : undefined
  }</nav>`;
}

function itemHtml({ id, level, outcome }: ResultEvent): Markup {
  const how = outcome === 'failed' ? '' : ` (${outcome})`;
  return html`<li><a href="#${id}">${id}</a> <span class="level">${level}</span> ${proseHtml(aboutOf(id).text)}${how}</li>`;
}
