import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freshPlace } from '../../store-postgres/test/support/schema.ts';
import { startBerth } from './program.ts';
import { post, type Server, serving, tokenFrom } from './server.ts';

const none = { BERTH_CLIENT_ID: '', BERTH_CLIENT_SECRET: '' };
const action = {
  identifier: 'deploy',
  trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
  invocationMethod: { type: 'KAFKA' },
};

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'berth-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function served(...args: readonly string[]): Promise<Server> {
  const server = await serving(args, none);
  onTestFinished(server.stop);
  return server;
}

/** Runs to its end. */
async function run(...args: readonly string[]) {
  const program = startBerth(args, none);
  onTestFinished(program.stop);
  return { code: await program.exit, stdout: program.stdout.text(), stderr: program.stderr.text() };
}

async function shown(...store: readonly string[]): Promise<readonly [id: string, secret: string]> {
  const { stdout } = await run('credentials', ...store);
  const [, id = '', secret = ''] = /^BERTH_CLIENT_ID=(.+)\nBERTH_CLIENT_SECRET=(.+)\n$/.exec(stdout) ?? [];
  return [id, secret];
}

async function startRun({ url }: Server, token: string): Promise<string> {
  await post(`${url}/v1/actions`, action, token);
  const response = await post(`${url}/v1/actions/deploy/runs`, { properties: {} }, token);
  expect(response.status).toBe(202);
  return ((await response.json()) as { run: { id: string } }).run.id;
}

async function statusOf({ url }: Server, run: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${url}/v1/actions/runs/${run}`, { headers })).status;
}

async function end(server: Server): Promise<void> {
  server.signal('SIGTERM');
  expect(await server.exit).toBe(0);
}

describe('berth serve on a SQLite file', () => {
  it('finds its runs, its credentials and the tokens of before when it is started again', async () => {
    const folder = temporaryFolder();
    const store = ['--store', `sqlite:${join(folder, 'berth.db')}`] as const;
    const first = await served(...store);
    const [id, secret] = await shown(...store);
    expect(first.stderr.text()).toContain(`BERTH_CLIENT_ID=${id}\nBERTH_CLIENT_SECRET=${secret}\n`);
    const token = await tokenFrom(first.url, id, secret);
    const run = await startRun(first, token);
    await end(first);
    expect(readdirSync(folder)).toEqual(['berth.db']);
    expect(statSync(join(folder, 'berth.db')).mode & 0o777).toBe(0o600);

    const second = await served(...store);
    expect(second.stderr.text()).toContain(`BERTH_CLIENT_ID=${id}\n`);
    expect(second.stderr.text()).not.toContain(secret);
    expect(await statusOf(second, run, token)).toBe(200);
    expect(await tokenFrom(second.url, id, secret)).not.toBe('');
  });

  it('shares the file, and what it knows, with another process', async () => {
    const store = ['--store', `sqlite:${join(temporaryFolder(), 'berth.db')}`] as const;
    const [one, other] = await Promise.all([served(...store), served(...store)]);
    const [id, secret] = await shown(...store);
    const token = await tokenFrom(one.url, id, secret);
    const run = await startRun(one, token);
    expect(await statusOf(other, run, token)).toBe(200);
  });
});

describe('berth serve on PostgreSQL', () => {
  it('shares what it knows with another process, and keeps it', { timeout: 30_000 }, async () => {
    const { url, schema } = await freshPlace();
    const store = ['--store', url, '--schema', schema, '--table-prefix', 'b_'] as const;
    const [one, other] = await Promise.all([served(...store), served(...store)]);
    const [id, secret] = await shown(...store);
    const token = await tokenFrom(one.url, id, secret);
    const run = await startRun(one, token);
    expect(await statusOf(other, run, token)).toBe(200);
    expect((await fetch(`${one.url}/readyz`)).status).toBe(200);
    await Promise.all([end(one), end(other)]);
    const again = await served(...store);
    expect(await statusOf(again, run, token)).toBe(200);
  });
});

describe('a store that cannot be opened', () => {
  it.each([
    [
      'nothing answers',
      ['--store', 'postgres://postgres@127.0.0.1:1/x'],
      /^berth: cannot use PostgreSQL: .*\n$/,
    ],
    [
      'its folder is not there',
      ['--store', 'sqlite:/nowhere/x.db'],
      /^berth: \/nowhere\/x\.db cannot be opened: .*\n$/,
    ],
  ])('ends the command with one line when %s', async (_, store, line) => {
    const { code, stdout, stderr } = await run('serve', '--port', '0', ...store);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(line);
  });

  it('ends the command with one line when it is no database', async () => {
    const file = join(temporaryFolder(), 'text.db');
    writeFileSync(file, 'text of some length, which is no database at all'.repeat(100));
    const { code, stderr } = await run('serve', '--port', '0', '--store', `sqlite:${file}`);
    expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 1, lines: 2 });
    expect(stderr).toContain(file);
  });
});

describe('berth migrate', () => {
  it('prints the SQL and changes nothing, then applies it, then has nothing to do', async () => {
    const file = join(temporaryFolder(), 'berth.db');
    const store = ['--store', `sqlite:${file}`] as const;
    const refused = await run('serve', '--port', '0', '--migrations', 'manual', ...store);
    expect(refused.code).toBe(1);
    expect((await run('migrate', '--print', ...store)).stdout).toContain('CREATE TABLE berth_runs');
    expect((await run('migrate', ...store)).stdout).toMatch(/^applied 1: .+\n$/);
    expect((await run('migrate', ...store)).stdout).toBe('nothing to do: the schema is up to date\n');
    await end(await served('--migrations', 'manual', ...store));
  });
});

describe('berth prune', () => {
  it('removes what has ended, and says what that was', async () => {
    const store = ['--store', `sqlite:${join(temporaryFolder(), 'berth.db')}`] as const;
    const server = await served(...store);
    const token = await tokenFrom(server.url, ...(await shown(...store)));
    const [ended, open] = [await startRun(server, token), await startRun(server, token)];
    const final = { message: 'done', terminationStatus: 'SUCCESS' };
    await post(`${server.url}/v1/actions/runs/${ended}/logs`, final, token);
    const { code, stdout } = await run('prune', '--keep-per-action', '0', ...store);
    expect({ code, removed: JSON.parse(stdout) }).toEqual({
      code: 0,
      removed: { runs: 1, changes: 2, audits: 0, receipts: 0 },
    });
    expect([await statusOf(server, ended, token), await statusOf(server, open, token)]).toEqual([404, 200]);
  });

  it.each([
    [[], /say what may go/],
    [['--ended-before', '30'], /--ended-before takes an age such as 90m, 24h or 30d, not "30"/],
    [['--keep-per-action', 'few'], /--keep-per-action takes a number, not "few"/],
  ])('refuses %j before it opens anything', async (args, reason) => {
    const file = join(temporaryFolder(), 'berth.db');
    const { code, stderr } = await run('prune', ...args, '--store', `sqlite:${file}`);
    expect(code).toBe(2);
    expect(stderr).toMatch(reason);
  });
});
