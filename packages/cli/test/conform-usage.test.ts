import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@berth/conformance';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UsageError } from '../src/usage.ts';
import { here, run } from './support/conform.ts';

describe('exit code 2', () => {
  it('with a sentence on stderr and nothing on stdout', async () => {
    const { code, stdout, stderr } = await run(['--target', 'ftp://x']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^berth: --target takes a URL .*; not "ftp:\/\/x"$/),
      'Run "berth --help" for the commands and their options.',
      '',
    ]);
  });

  const fake = ['--target', 'fake:'];
  it.each([
    [[], /there is no default/],
    [['--target', 'localhost:3000'], /--target takes a URL/],
    [['--target', 'http://id:secret@localhost:1'], /--target carries no credentials: set PORT_CLIENT_ID/],
    [['--target', 'module:/nowhere/app.mjs'], /cannot load \/nowhere\/app\.mjs/],
    [['--nope'], /Unknown option '--nope'/],
    [[...fake, 'RUN-PATCH-999'], /there is no requirement or area RUN-PATCH-999: see "berth conform list"/],
    [[...fake, '--skip', 'NOPE'], /there is no requirement or area NOPE/],
    [[...fake, '--profile', 'v3'], /--profile takes seed, openapi; not "v3"/],
    [[...fake, '--mode', 'quick'], /--mode takes smoke, lite, standard, full; not "quick"/],
    [[...fake, '--level', 'maybe'], /--level takes MUST, SHOULD, MAY; not "MAYBE"/],
    [[...fake, '--requirements', '1999'], /--requirements takes 2026\.1; not "1999"/],
    [[...fake, '--capabilities', 'runs'], /--capabilities takes tokens, .*; not "runs"/],
    [[...fake, '--sequences', '1.5'], /--sequences takes a whole number/],
    [[...fake, '--max-requests', '0'], /--max-requests takes a number of at least 1/],
    [[...fake, '--timeout', 'soon'], /--timeout takes a number/],
    [[...fake, '--report', 'pdf=x'], /There is no report "pdf=x"/],
    [[...fake, '--expected', '/nowhere/e.json'], /\/nowhere\/e\.json/],
    [[...fake, '--update-expected'], /--update-expected needs --expected FILE/],
    [[...fake, '--receiver', 'here'], /--receiver takes listen:PORT, or the URL/],
    [
      ['--target', 'http://localhost:1', '--token-env', 'NO_SUCH'],
      /--token-env NO_SUCH: there is no such variable/,
    ],
    // Nothing is asked of Port: it is refused before.
    [
      ['--target', 'https://api.getport.io', '--allow-writes'],
      /has to be agreed to: --yes, or run this on a terminal/,
    ],
    [['list', '--format', 'yaml'], /--format takes text, md or json, not "yaml"/],
    [['explain'], /takes the id of a requirement/],
    [['explain', 'NOPE-1'], /there is no requirement "NOPE-1"/],
    [['replay'], /takes a repro\.json/],
    [['replay', '/nowhere.json'], /\/nowhere\.json/],
    [['report'], /takes the JSONL file of a session/],
    [['report', '/nowhere.jsonl'], /\/nowhere\.jsonl/],
    [['cleanup'], /takes --journal FILE/],
    [['cleanup', '--journal', '/nowhere.jsonl'], /\/nowhere\.jsonl/],
  ])('for %j', async (args, reason) => {
    const refused = here(args);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(reason);
  });
});

it('refuses to replay at a host of Port without leave to write there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'conform-replay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'repro.json');
  writeFileSync(file, '{"format":1,"kind":"check","id":"RUN-PATCH-008"}');
  const refused = here(['replay', file, '--target', 'https://api.getport.io']);
  await expect(refused).rejects.toThrow(UsageError);
  await expect(refused).rejects.toThrow('a replay writes there: --allow-writes');
});

describe('the catalogue', () => {
  const { requirements, revision } = catalogue;

  it('is listed as text, as JSON and as a table', async () => {
    const text = (await here(['list'])).stdout.split('\n');
    expect(text.length).toBe(requirements.length);
    expect(text[0]).toMatch(/^AUTH-001 {6}MUST {4}ro {3}Exchanging /);
    const json = JSON.parse((await here(['list', '--format', 'json'])).stdout);
    expect(json).toEqual({ revision, requirements });
    const table = (await here(['list', '--format', 'md'])).stdout.split('\n');
    expect(table.length).toBe(requirements.length + 2);
    const cells = new Set(table.map((row) => row.replaceAll('\\|', '').split('|').length));
    expect(cells).toEqual(new Set([7]));
  });

  it('is explained one by one, in whatever case', async () => {
    const { code, stdout } = await here(['explain', 'run-patch-009', 'CONC-010']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^RUN-PATCH-009 {2}MUST {2}/);
    expect(stdout).toMatch(/^CONC-010 {2}/m);
  });
});
