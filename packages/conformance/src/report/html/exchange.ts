import type { ExchangeEvent } from '../../session/events.ts';
import { indentJson } from '../json-text.ts';
import { contentOf, html, type Markup } from './markup.ts';

/** One request and what came of it, closed until somebody looks. */
export function exchangeHtml({ number, at, ms, request, response, failure }: ExchangeEvent): Markup {
  const status = response
    ? html`<b class="status s${classOf(response.status)}">${response.status}</b>`
    : html`<b class="status s5">no answer</b>`;
  return html`<details class="exchange" id="x${number}"><summary><span class="number">${number}</span> <code><b>${
    request.method
  }</b> ${request.path}</code> ${status} <span class="quiet">${ms} ms</span></summary><div class="sides"><div><h4>Request</h4><p class="quiet">${at}</p>${headersHtml(
    request.headers,
  )}${bodyHtml(request.body)}</div><div><h4>Response</h4>${
    response
      ? [headersHtml(response.headers), bodyHtml(response.body)]
      : html`<p>${failure ?? 'No answer came.'}</p>`
  }</div></div></details>\n`;
}

export function exchangesHtml(exchanges: readonly ExchangeEvent[]): Markup | undefined {
  if (exchanges.length === 0) return undefined;
  return html`<div class="exchanges">${exchanges.map(exchangeHtml)}</div>`;
}

function headersHtml(headers: Readonly<Record<string, string>>): Markup {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return html`<pre class="quiet">${lines.join('\n')}</pre>`;
}

function bodyHtml(body: string | undefined): Markup {
  if (body === undefined || body === '') return html`<p class="quiet">No body.</p>`;
  return html`<pre>\n${contentOf(indentJson(body))}</pre>`;
}

function classOf(status: number): number {
  return Math.floor(status / 100);
}
