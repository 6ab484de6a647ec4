import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { start } from '../../packages/cli/test/program.ts';

const bin = resolve(import.meta.dirname, '../../packages/cli/src/bin.ts');
const berth = `${process.execPath} --conditions=berth-source --import tsx ${bin}`;

/** Runs an example to its end, with a `berth fake` of its own. */
async function ended(command: string, args: readonly string[], BERTH = berth) {
  const example = start(command, args, { env: { BERTH, PYTHONDONTWRITEBYTECODE: '1' } });
  onTestFinished(example.stop);
  return { code: await example.exit, stdout: example.stdout.text(), stderr: example.stderr.text() };
}

it('a Python backend has its tests, and they pass', async () => {
  const { code, stderr } = await ended('python3', ['examples/fake_port.py', '--verbose']);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stderr).toMatch(/^Ran 3 tests .*\n\nOK\n$/m);
});

it('a script that ends its run passes', async () => {
  const { code, stdout, stderr } = await ended('examples/fake-port.sh', []);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toMatch(/^r_\w+ SUCCESS\n$/);
});

it('a script that leaves its run as it is fails, and so does a fake that does not start', async () => {
  const idle = await ended('examples/fake-port.sh', ['true']);
  expect(idle).toMatchObject({ code: 1, stdout: expect.stringMatching(/^r_\w+ IN_PROGRESS\n$/) });
  expect(await ended('examples/fake-port.sh', [], 'false')).toMatchObject({ code: 1, stdout: '' });
});

const both = [
  ['python3', ['examples/fake_port.py']],
  ['examples/fake-port.sh', []],
] as const;

it.each(both)('%s needs to be told of no berth in a clone', async (command, args) => {
  expect(await ended(command, args, '')).toMatchObject({ code: 0 });
});

it.each(both)(
  '%s leaves no fake behind where a command stands between, as npx does',
  async (command, args) => {
    const folder = await mkdtemp(join(tmpdir(), 'berth-npx-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    // Like npx, it ends by a signal and does not pass that on.
    await writeFile(join(folder, 'npx.sh'), 'pid="$1"; shift; "$@" & echo $! >"$pid"; wait');
    const pid = join(folder, 'pid');
    expect(await ended(command, args, `sh ${join(folder, 'npx.sh')} ${pid} ${berth}`)).toMatchObject({
      code: 0,
    });
    const fake = Number(await readFile(pid, 'utf8'));
    const there = () => {
      try {
        return process.kill(fake, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(there).toBe(false);
  },
);
