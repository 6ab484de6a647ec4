import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { badgeReporter } from '../src/report/badge.ts';
import { reportersFrom } from '../src/report/reporters-from.ts';
import type { SessionEvent } from '../src/session/events.ts';
import { conformant, footer, header, result, tell } from './report-events.ts';
import { temporaryFolder, written } from './report-files.ts';

function terminal(isTTY = false) {
  const parts: string[] = [];
  return { write: (part: string) => parts.push(part), isTTY, columns: 80, parts };
}

it('makes every report that is asked for', async () => {
  const folder = temporaryFolder();
  const files = ['jsonl', 'junit', 'html', 'badge'].map((kind) => join(folder, 'out', kind));
  const screen = terminal();
  const spec = ['console', ...files.map((file) => `${file.slice(file.lastIndexOf('/') + 1)}=${file}`)].join(
    ', ',
  );
  const reporters = reportersFrom(spec, screen, {});
  expect(reporters).toHaveLength(5);
  for (const reporter of reporters) await tell(reporter);
  for (const file of files) expect(readFileSync(file, 'utf8').length).toBeGreaterThan(50);
  expect(screen.parts.join('')).toContain(`junit ${files[1]}`);
});

it.each([
  ['', /There is no report ""; there are console, jsonl=FILE, junit=FILE, html=FILE, badge=FILE/],
  ['xml=a', /There is no report "xml=a"; there are console, jsonl=FILE/],
  ['toString=a', /There is no report/],
  ['console=a', /There is no report "console=a"/],
  ['console,junit', /The report "junit" lacks its file; there are/],
  ['junit=', /The report "junit=" lacks its file/],
  ['junit=/tmp/a,html=/tmp/./a', /Two reports cannot be written to one file: \/tmp\/a/],
])('refuses %j', (spec, message) => {
  expect(() => reportersFrom(spec, terminal(), {})).toThrow(message);
});

it.each([
  [true, {}, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
  [false, {}, false],
])('color on a terminal (%s) with %j: %s', async (isTTY, env, colored) => {
  const screen = terminal(isTTY);
  for (const reporter of reportersFrom('console', screen, env)) await tell(reporter);
  expect(screen.parts.join('').includes('\u001b[31m')).toBe(colored);
});

it.each<[string, string, readonly SessionEvent[]]>([
  ['conformant to 2026.1', 'brightgreen', [header, conformant]],
  ['not conformant (1 MUST)', 'red', [header, result('AUTH-001', 'failed'), footer]],
  ['incomplete', 'lightgrey', [header]],
])('the badge says %s in %s', async (message, color, told) => {
  const badge = { schemaVersion: 1, label: 'Port action runs', message, color };
  expect(JSON.parse(await written(badgeReporter, told))).toEqual(badge);
});

it.runIf(existsSync('/dev/full'))('a report that could not be written says so, by its name', async () => {
  for (const reporter of reportersFrom('html=/dev/full', terminal(), {}))
    await expect(tell(reporter)).rejects.toThrow(/\/dev\/full could not be written: ENOSPC/);
});
