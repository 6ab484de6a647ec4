import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { html } from '../src/report/html/markup.ts';
import { pageHtml } from '../src/report/html/page.ts';
import { htmlReporter } from '../src/report/html.ts';
import { gather, type StoredSession } from '../src/report/stored-session.ts';
import type { SessionEvent } from '../src/session/events.ts';
import { conformant, events, exchange, footer, header, result } from './report-events.ts';
import { written } from './report-files.ts';

/** Kept as they are: they say what an event is, and come from the checker. */
const own = new Set(['type', 'id', 'level', 'outcome', 'by', 'verdict', 'purpose', 'number', 'stale']);

function sessionOf(told: readonly SessionEvent[]): StoredSession {
  const gathered = gather();
  for (const event of told) gathered.take(event);
  const session = gathered.session();
  if (!session) throw new Error('no header');
  return session;
}

/** The same with the text after every string of it, keys of headers included. */
function poisoned(value: unknown, text: string, key = ''): unknown {
  if (own.has(key)) return value;
  if (typeof value === 'string') return `${value}${text}`;
  if (Array.isArray(value)) return value.map((each) => poisoned(each, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      key === 'headers' ? `${name}${text}` : name,
      poisoned(each, text, name),
    ]),
  );
}

/** Names of tags and attributes in order; throws when a tag is left open or anything else looks like one. */
function skeleton(page: string): readonly string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const rest = page
    .replace('<!doctype html>', '')
    .replace(/(<style>)[^<]*/, '$1')
    .replace(/(<script>)[\s\S]*?(?=<\/script>)/, '$1')
    .replace(/<(\/?)([a-z0-9]+)((?: [a-z-]+(?:="[^"<>]*")?)*)>/g, (_, end, name, attributes) => {
      if (end && open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      if (!end && !['meta', 'input'].includes(name)) open.push(name);
      seen.push(`${end}${name}${attributes.replace(/="[^"]*"/g, '')}`);
      return '';
    });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]/);
  return seen;
}

it('shows the verdict, every requirement, every request and response', async () => {
  const page = await written(htmlReporter);
  skeleton(page);
  expect(page).toContain('<p class="verdict not-conformant">NOT CONFORMANT (3 MUST)</p>');
  for (const event of events) {
    if (event.type === 'result') expect(page).toContain(` id="${event.id}" data-outcome="${event.outcome}"`);
    if (event.type === 'exchange') expect(page).toContain(`id="x${event.number}"`);
  }
  expect(page).toContain('<code>S27</code> “');
  expect(page).toContain('<a href="#x3">request 3</a>');
  expect(page).toMatch(/id="RUN-PATCH-008" data-outcome="failed" open>/);
  expect(page).toMatch(/id="LIM-004" data-outcome="failed">/);
});

it('every link leads to something in the page, and no id is there twice', () => {
  const page = pageHtml(sessionOf(events));
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...page.matchAll(/ href="([^"]*)"/g)].map(([, href]) => href);
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((href) => !ids.includes(href?.slice(1)) || !href?.startsWith('#'))).toEqual([]);
});

it('loads nothing, and its policy allows its own style and script only', () => {
  const page = pageHtml(sessionOf(events));
  expect(page).not.toMatch(/ src=| srcset=|@import|url\(/);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';
  for (const tag of ['style', 'script']) {
    const [, text = ''] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page) ?? [];
    const hash = createHash('sha256').update(text).digest('base64');
    expect(policy).toContain(`${tag}-src 'sha256-${hash}'`);
  }
  expect(policy).toMatch(/^default-src 'none'; /);
});

const attacks = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</pre></details><img src=x onerror=alert(1)>',
  '" onclick="alert(1)" x="',
  "' autofocus onfocus='alert(1)",
  '<!--',
  '</title><svg/onload=alert(1)>',
  '&lt;b&gt;&#x3c;b&#x3e;',
  '\u0000<\u0000script>',
];

it('what stands in a placeholder cannot leave an attribute, nor its element', () => {
  const { text } = html`<a title="${`" onclick='x'`}">${'<b>&'}${[html`<i>`, 1, undefined]}</a>`;
  expect(text).toBe('<a title="&quot; onclick=&#39;x&#39;">&lt;b&gt;&amp;<i>1</a>');
});

it.each(attacks)('%j changes no tag of the page', (attack) => {
  const told = events.map((event) => poisoned(event, attack) as SessionEvent);
  expect(skeleton(pageHtml(sessionOf(told)))).toEqual(skeleton(pageHtml(sessionOf(events))));
});

it('nor does any other text, and nothing in it is invisible', () => {
  const plain = skeleton(pageHtml(sessionOf(events)));
  const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
  const text = fc.oneof(
    units,
    fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '!', '-', 'a', '=', '\n') }),
  );
  fc.assert(
    fc.property(text, (attack) => {
      const page = pageHtml(sessionOf(events.map((event) => poisoned(event, attack) as SessionEvent)));
      expect(skeleton(page)).toEqual(plain);
      expect(page).not.toMatch(/[^\P{Cc}\n\t]|[\p{Cs}\p{Cf}]/u);
    }),
    { numRuns: 40 },
  );
});

it('3,000 exchanges fit into a page of a few megabytes', () => {
  const ids = Array.from({ length: 150 }, (_, at) => `RUN-LOG-${String(at + 1).padStart(3, '0')}`);
  const exchanges = Array.from({ length: 3_000 }, (_, at) =>
    exchange(at + 1, ids[at % 200] ?? `sequence ${at % 60}`),
  );
  const page = pageHtml({ header, exchanges, results: ids.map((id) => result(id, 'passed')), footer });
  expect(page.match(/class="exchange"/g)).toHaveLength(3_000);
  expect(page.length).toBeLessThan(5_000_000);
});

it('names what makes it fail first, and does not list every request of a race', () => {
  const numbers = Array.from({ length: 40 }, (_, at) => at + 1);
  const finding = { by: 'race' as const, message: 'm', exchanges: numbers };
  const page = pageHtml({
    header,
    exchanges: numbers.map((number) => exchange(number, 'CONC-001')),
    results: [result('CONC-001', 'failed', { findings: [finding] })],
    footer,
  });
  skeleton(page);
  expect(page.indexOf('<a href="#CONC-001">')).toBeLessThan(page.indexOf('Requirements by level'));
  expect(page).toContain('<summary>32 earlier requests</summary>');
  expect(page).toContain('<summary>40 requests</summary>');
});

it('of a target that was not reached it shows why, and offers nothing to search', () => {
  const reason = 'http://localhost:3000/v1 is down: nothing listens there (ECONNREFUSED). Start it.';
  const page = pageHtml({
    header,
    exchanges: [],
    results: [],
    footer: { ...conformant, verdict: 'incomplete', exitCode: 4, reason },
  });
  skeleton(page);
  expect(page).toContain(`<p class="verdict incomplete">INCOMPLETE</p><p class="why">${reason}</p>`);
  expect(page).not.toMatch(/id="filter"|Requirements by level/);
});

it('sets sentences and checks of the catalogue in words, not in marks', () => {
  const page = pageHtml(sessionOf(events));
  expect(page).toContain('A later <code>link</code> replaces');
  expect(page).toMatch(/<b>When<\/b> [^<]*<\/div><div><b>Then<\/b> /);
});
