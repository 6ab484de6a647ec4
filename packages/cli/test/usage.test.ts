import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fake } from '../src/fake.ts';
import { serve } from '../src/serve.ts';
import { UsageError } from '../src/usage.ts';
import { startBerth } from './program.ts';
import { given, serving } from './server.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'berth-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Runs to its end; answers with the exit code and what it printed. */
async function run(args: readonly string[]) {
  const program = startBerth(args, given);
  onTestFinished(program.stop);
  return { code: await program.exit, stdout: program.stdout.text(), stderr: program.stderr.text() };
}

describe('a command line that is not right', () => {
  const hint = 'Run "berth --help" for the commands and their options.';

  it.each([
    ['an unknown command', ['nope'], 'there is no command "nope"'],
    ['a name that every object has', ['constructor'], 'there is no command "constructor"'],
    ['a store that there is none of', ['serve', '--store', 'redis:'], 'sqlite:PATH, postgres://… or memory:'],
  ])('exits 2 for %s, and says so on stderr only', async (_, args, reason) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')).toEqual([expect.stringContaining(reason), hint, '']);
    expect(stderr).toMatch(/^berth: /);
  });

  it.each([
    [['extra'], /Unexpected argument 'extra'/],
    [['--nope'], /Unknown option '--nope'/],
    [['--port', 'abc'], /--port takes a number from 0 to 65535, not "abc"/],
    [['--port', ''], /--port takes a number/],
    [['--port', '65536'], /--port takes a number/],
    [['--port=-1'], /--port takes a number/],
    [['--port', '1.5'], /--port takes a number/],
    [['--store', 'redis:'], /--store takes sqlite:PATH, postgres:\/\/… or memory:, not "redis:"/],
    [['--store', 'sqlite:'], /--store takes sqlite:PATH/],
    [['--store', 'memory:', '--schema', 'a'], /--schema and --table-prefix belong to postgres:\/\/ stores/],
    [['--migrations', 'never'], /--migrations takes auto or manual, not "never"/],
    [['--rate-limit', '5'], /--rate-limit takes REQUESTS\/SECONDS such as 100\/60, not "5"/],
    [['--rate-limit', '0/60'], /--rate-limit takes/],
    [['--seed', '/nowhere/seed.json'], /cannot read the seed file: .*\/nowhere\/seed.json/],
  ])('serve refuses %j', async (args, reason) => {
    const serving = serve(args);
    await expect(serving).rejects.toThrow(UsageError);
    await expect(serving).rejects.toThrow(reason);
  });

  it.each([
    ['text that is not JSON', '{', /is not JSON/],
    ['a list', '[]', /a seed is an object with blueprints, entities, actions/],
    ['a key that it does not know', '{"runs":[]}', /"runs" is none of blueprints, entities, actions/],
    ['something else than a list', '{"actions":{}}', /"actions" must be a list of objects/],
    ['an item that is no object', '{"actions":[1]}', /"actions" must be a list of objects/],
  ])('serve and fake refuse a seed file with %s, and name the file', async (_, content, reason) => {
    const path = await file('flawed.json', content);
    for (const command of [serve, fake]) {
      const running = command(['--seed', path]);
      await expect(running).rejects.toThrow(UsageError);
      await expect(running).rejects.toThrow(reason);
      await expect(running).rejects.toThrow(path);
    }
  });

  it('serve wants both credentials of the environment, or neither', async () => {
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv('BERTH_CLIENT_ID', 'an-id');
    vi.stubEnv('BERTH_CLIENT_SECRET', undefined);
    await expect(serve(['--port', '0'])).rejects.toThrow(/set both BERTH_CLIENT_ID and BERTH_CLIENT_SECRET/);
  });
});

it('explains itself and exits 0, asked for help or given nothing', async () => {
  const [asked, bare] = await Promise.all([run(['serve', '--help']), run([])]);
  expect(asked).toEqual({ code: 0, stdout: expect.any(String), stderr: '' });
  expect(bare).toEqual(asked);
  for (const part of ['--host', '--port', '--store', '--seed', '--rate-limit', 'berth fake']) {
    expect(asked.stdout).toContain(part);
  }
});

it('names the item of the seed that was refused, and why, and exits 1', async () => {
  const sound = { identifier: 'sound', title: 'Sound', schema: { properties: {} } };
  const path = await file(
    'refused.json',
    JSON.stringify({ blueprints: [sound, { ...sound, identifier: 'a b' }] }),
  );
  const { code, stdout, stderr } = await run(['serve', '--port', '0', '--store', 'memory:', '--seed', path]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^berth: seed: blueprints\[1\] was refused: "identifier" must match pattern/);
});

it('says which port is taken and what to do, and exits 1', async () => {
  const { stop, url } = await serving();
  onTestFinished(stop);
  const { port } = new URL(url);
  const { code, stdout, stderr } = await run(['serve', '--port', port, '--store', 'memory:']);
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr: `berth: port ${port} on 127.0.0.1 is in use; choose another with --port\n`,
  });
});
