import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { freshPlace } from '../../store-postgres/test/support/schema.ts';
import { ask } from '../../store-postgres/test/support/server.ts';
import { openFile } from '../../store-sqlite/test/support/engines.ts';
import { migrate } from '../src/migrate.ts';
import { pruneStore } from '../src/prune.ts';
import { showCredentials } from '../src/show-credentials.ts';
import { UsageError } from '../src/usage.ts';
import { given, post, serving, tokenFrom } from './server.ts';
import { end, freshFile, run, served, shown, startRun, statusOf } from './support/stores.ts';

const NOTHING = 'nothing to do: the schema is up to date\n';

describe('berth migrate', () => {
  it('prints the SQL and changes nothing; applies it; then has nothing to do', async () => {
    const { file, store } = freshFile();
    const printed = await run('migrate', '--print', ...store);
    expect(printed).toEqual({ code: 0, stdout: expect.stringMatching(/^-- 1: .+\n/), stderr: '' });
    expect(existsSync(file)).toBe(false);
    expect((await run('migrate', ...store)).stdout).toMatch(/^(applied \d+: .+\n)+$/);
    expect(await run('migrate', ...store)).toEqual({ code: 0, stdout: NOTHING, stderr: '' });
    expect(await run('migrate', '--print', ...store)).toEqual({ code: 0, stdout: '', stderr: NOTHING });
    await end(await served('--migrations', 'manual', ...store));
  });

  it('prints what can be run by hand, for SQLite and for PostgreSQL', async () => {
    const { file, store } = freshFile();
    const database = openFile(file);
    database.exec((await run('migrate', '--print', ...store)).stdout);
    database.close();
    await end(await served('--migrations', 'manual', ...store));

    const { url, schema } = await freshPlace();
    const there = ['--store', url, '--schema', schema, '--table-prefix', 'b_'] as const;
    await ask(url, (await run('migrate', '--print', ...there)).stdout);
    await end(await served('--migrations', 'manual', ...there));
  });

  it('has nothing to work on in memory', async () => {
    await expect(migrate(['--store', 'memory:'])).rejects.toThrow(
      new UsageError('--store memory: has no schema'),
    );
  });
});

describe('berth prune', () => {
  it('removes what has ended, and says what that was', async () => {
    const { store } = freshFile();
    const server = await served(...store);
    const token = await tokenFrom(server.url, ...(await shown(...store)));
    const [ended, open] = [await startRun(server, token), await startRun(server, token)];
    const final = { message: 'done', terminationStatus: 'SUCCESS' };
    await post(`${server.url}/v1/actions/runs/${ended}/logs`, final, token);
    expect(await run('prune', '--keep-per-action', '0', ...store)).toEqual({
      code: 0,
      stdout: '{"runs":1,"changes":2,"audits":0,"receipts":0}\n',
      stderr: '',
    });
    expect([await statusOf(server, ended, token), await statusOf(server, open, token)]).toEqual([404, 200]);
  });

  it('goes by each age that it is told', async () => {
    const { store } = freshFile();
    const server = await served(...store);
    const token = await tokenFrom(server.url, ...(await shown(...store)));
    const ended = await startRun(server, token);
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': 'k',
    };
    const body = '{"message":"done","terminationStatus":"SUCCESS"}';
    await fetch(`${server.url}/v1/actions/runs/${ended}/logs`, { method: 'POST', headers, body });
    const removed = async (...rules: readonly string[]) =>
      JSON.parse((await run('prune', ...rules, ...store)).stdout);
    const nothing = { runs: 0, changes: 0, audits: 0, receipts: 0 };
    expect(await removed('--ended-before', '1h', '--audits-before', '1d')).toEqual(nothing);
    expect(await removed('--receipts-before', '0m')).toEqual({ ...nothing, receipts: 1 });
    expect(await removed('--audits-before', '0m')).toEqual({ ...nothing, audits: 3 });
    expect(await removed('--ended-before', '0m')).toEqual({ ...nothing, runs: 1, changes: 2 });
  });

  it.each([
    [[], /^say what may go: --ended-before 30d, /],
    [['--ended-before', '30'], /--ended-before takes an age such as 90m, 24h or 30d, not "30"/],
    [['--receipts-before', 'old'], /--receipts-before takes an age/],
    [['--keep-per-action', 'few'], /--keep-per-action takes a number, not "few"/],
  ])('refuses %j before it opens anything', async (args, reason) => {
    const { file, store } = freshFile();
    const pruning = pruneStore([...args, ...store]);
    await expect(pruning).rejects.toThrow(UsageError);
    await expect(pruning).rejects.toThrow(reason);
    expect(existsSync(file)).toBe(false);
  });
});

describe('berth credentials', () => {
  it('says that there are none where a server is given its own', async () => {
    const { store } = freshFile();
    const server = await serving(store, given);
    await end(server);
    expect(await run('credentials', ...store)).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^berth: that store keeps no credentials: berth serve makes them .*\n$/),
    });
  });
});

it.each([
  ['prune', pruneStore, ['--ended-before', '1d']],
  ['credentials', showCredentials, []],
] as const)('berth %s makes no store of a name that is misspelt', async (_, command, rules) => {
  const { file, store } = freshFile();
  await expect(command([...rules, ...store])).rejects.toThrow(
    `${file} is not there: name the file that berth serve keeps its data in`,
  );
  expect(existsSync(file)).toBe(false);
  await expect(command([...rules, '--store', 'memory:'])).rejects.toThrow(UsageError);
});
