import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { jsonlReporter } from '../src/report/jsonl.ts';
import { readSession } from '../src/report/read-session.ts';
import { renderSession } from '../src/report/stored-session.ts';
import { events, exchange, footer, header, plan, result, tell } from './report-events.ts';
import { temporaryFolder } from './report-files.ts';

function stored(text: string): string {
  const file = join(temporaryFolder(), 'session.jsonl');
  writeFileSync(file, text);
  return file;
}

const lines = (...told: readonly object[]) => told.map((event) => `${JSON.stringify(event)}\n`).join('');

it('writes every event when it happens, not when the session is over', () => {
  const file = join(temporaryFolder(), 'deep', 'session.jsonl');
  const reporter = jsonlReporter(file);
  for (const [at, event] of events.entries()) {
    reporter.event(event);
    const written = readFileSync(file, 'utf8').split('\n');
    expect(written).toHaveLength(at + 2);
    expect(JSON.parse(written[at] ?? '')).toEqual(event);
  }
});

it('is read back as it was told, and told again it is the same file', async () => {
  const folder = temporaryFolder();
  await tell(jsonlReporter(join(folder, 'a')));
  const session = readSession(join(folder, 'a'));
  expect(session.header).toEqual(header);
  expect(session.plan).toEqual(plan);
  expect(session.exchanges.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  expect(session.results).toEqual(events.filter(({ type }) => type === 'result'));
  expect(session.footer).toEqual(footer);
  await renderSession(session, jsonlReporter(join(folder, 'b')));
  expect(readFileSync(join(folder, 'b'), 'utf8')).toBe(readFileSync(join(folder, 'a'), 'utf8'));
});

it('writes what a check got even when that has no JSON', async () => {
  const file = join(temporaryFolder(), 'session.jsonl');
  let deep: unknown = [];
  for (let depth = 0; depth < 200_000; depth += 1) deep = [deep];
  const findings = [{ by: 'check' as const, message: 'm', got: deep, expected: 1n, exchanges: [] }];
  await tell(jsonlReporter(file), [header, result('AUTH-001', 'failed', { findings }), footer]);
  const [finding] = readSession(file).results[0]?.findings ?? [];
  expect(finding?.got).toMatch(/^\(cannot be written as JSON: /);
  expect(finding?.expected).toMatch(/^\(cannot be written as JSON: /);
});

it('a file that ends early is read as far as it goes, and has no footer', () => {
  const whole = lines(header, exchange(1, 'setup'), result('AUTH-001', 'passed'), footer);
  const cut = readSession(stored(whole.slice(0, -20)));
  expect(cut.results).toHaveLength(1);
  expect(cut.footer).toBeUndefined();
  const garbled = readSession(stored(`${lines(header, exchange(1, 'setup'))}{"type":"res\n`));
  expect(garbled.exchanges).toHaveLength(1);
  expect(garbled.footer).toBeUndefined();
  // All that is missing is the last line break.
  expect(readSession(stored(whole.slice(0, -1))).footer).toEqual(footer);
});

it.each([
  ['', /is no session: it has no whole line/],
  ['{"type":"hea', /is no session: it has no whole line/],
  ['hello\nworld\n', /is no session: line 1 is no JSON/],
  ['null\n', /line 1 is no object with a type/],
  [lines({ event: 'session' }), /line 1 is no object with a type/],
  [lines(plan), /line 1 is a plan: a header comes first/],
  [lines(header, header), /line 2 is a header: a header comes first, and only there/],
  [lines({ ...header, format: 2 }), /line 1 is of format 2; this version reads format 1/],
  [lines(header, { type: 'constructor' }), /line 2 is of the unknown type "constructor"/],
  [
    lines(header, { ...result('AUTH-001', 'passed'), findings: {} }),
    /line 2 is a result whose "findings" is no list/,
  ],
  [`${lines(header)}garbled\n${lines(footer)}`, /line 2 is no JSON/],
  [lines(header, footer, plan), /line 3 comes after the footer/],
])('says what is wrong with %j', (text, message) => {
  expect(() => readSession(stored(text))).toThrow(message);
});

it('a path that cannot be is known at once, a full disk at the end, both by the name of the file', async () => {
  const file = stored('');
  expect(() => jsonlReporter(join(file, 'session.jsonl'))).toThrow(
    `${join(file, 'session.jsonl')} could not be`,
  );
  expect(() => jsonlReporter(temporaryFolder())).toThrow('it is a folder');
});

it.runIf(existsSync('/dev/full'))(
  'a full disk does not stop the session; it is told at the end',
  async () => {
    const reporter = jsonlReporter('/dev/full');
    for (const event of events) reporter.event(event);
    await expect(reporter.end?.()).rejects.toThrow(/\/dev\/full could not be written: ENOSPC/);
  },
);
