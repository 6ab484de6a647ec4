import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jestGlobalExample, jestImportExample, nodeTestExample, vitestExample } from './runners/examples.ts';
import { compile, type Ended, install, packInto, run } from './runners/project.ts';

// What is installed here comes from npm, so that a few seconds of each test are npm's.
const LIMIT = 300_000;

let folder = '';
let berth: readonly string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'berth-runners-'));
  berth = await packInto(folder);
}, LIMIT);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.concurrent('every matcher compiles and runs on', { timeout: LIMIT }, () => {
  it('Vitest 3.2, by TypeScript 5.9', async () => {
    const project = await install(folder, [...berth, 'vitest@3.2', 'typescript@5.9', '@types/node@20']);
    await compile(project, { 'use.test.ts': vitestExample }, 'node_modules/.bin/tsc');
    await holdVitest(project, process.execPath);
  });

  it('Vitest 4', async () => {
    const project = await install(folder, [...berth, 'vitest@4', '@types/node@20']);
    await compile(project, { 'use.test.ts': vitestExample });
    await holdVitest(project, process.execPath);
  });

  it('Vitest 5, which needs Node 22', async () => {
    const [project, node] = await Promise.all([
      install(folder, [...berth, 'vitest@5', '@types/node@22']),
      install(folder, ['node@22']),
    ]);
    await compile(project, { 'use.test.ts': vitestExample });
    await holdVitest(project, join(node, 'node_modules/node/bin/node'));
  });

  it('Jest 30, with its globals and without', async () => {
    const packages = ['jest@30', '@jest/globals@30', '@types/jest@30', '@types/node@20'];
    const project = await install(folder, [...berth, ...packages]);
    await compile(project, { 'global.test.ts': jestGlobalExample, 'import.test.ts': jestImportExample });
    const config = JSON.stringify({ testEnvironment: 'node', transform: {}, roots: ['out'] });
    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', config];
    const output = await held(run(project, process.execPath, jest));
    expect(output).toMatch(/Tests: +2 failed, 2 passed/);
  });

  it('node:test', async () => {
    const project = await install(folder, [...berth, '@types/node@20']);
    await compile(project, { 'use.test.ts': nodeTestExample });
    const output = await held(run(project, process.execPath, ['--test', 'out/use.test.js']));
    expect(output).toMatch(/pass 1\n.*fail 1\n/s);
  });
});

async function holdVitest(project: string, node: string): Promise<void> {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--dir', 'tests'];
  const output = await held(run(project, node, vitest));
  expect(output).toMatch(/Tests +1 failed \| 2 passed/);
  expect(output).toContain('#3 api runs.update');
  expect(output).toContain('what the fake finds wrong');
}

/** What a runner says of the test that fails, and for the right reason. */
async function held(running: Promise<Ended>): Promise<string> {
  const { code, output } = await running;
  expect(code, output).toBe(1);
  expect(output).toContain('expected run r_1 to have succeeded, but its status is FAILURE');
  expect(output).toContain('+00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE');
  return output;
}
