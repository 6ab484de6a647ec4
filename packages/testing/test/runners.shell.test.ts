import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from './runners/compile.ts';
import {
  installExample,
  jestGlobalExample,
  jestImportExample,
  nodeTestExample,
  vitestExample,
} from './runners/examples.ts';
import { installNode, installProjects } from './runners/install.ts';
import type { Project } from './runners/projects.ts';
import { type Ended, run } from './runners/run.ts';

// What has never been installed on a machine comes from npm.
const LIMIT = 300_000;

let folder = '';
let node22 = '';
let node24 = '';
const home = (project: Project) => join(folder, project);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'berth-runners-'));
  [node22, node24] = await Promise.all([
    installNode(folder, 22),
    installNode(folder, 24),
    installProjects(folder),
  ]);
}, LIMIT);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.concurrent('every matcher compiles and runs on', { timeout: LIMIT }, () => {
  it('types-vitest-3.2: Vitest 3.2, by TypeScript 5.9', async () => {
    await compile(home('vitest-3'), { 'use.test.ts': vitestExample }, 'node_modules/.bin/tsc');
    await holdVitest('vitest-3', process.execPath);
  });

  it('types-vitest-4: Vitest 4', async () => {
    await compile(home('vitest-4'), { 'use.test.ts': vitestExample });
    await holdVitest('vitest-4', process.execPath);
  });

  it('types-vitest-5: Vitest 5, which needs Node 22', async () => {
    await compile(home('vitest-5'), { 'use.test.ts': vitestExample });
    await holdVitest('vitest-5', node22);
  });

  it('Jest 30, with its globals and without', async () => {
    const examples = { 'global.test.ts': jestGlobalExample, 'import.test.ts': jestImportExample };
    await compile(home('jest-30'), examples);
    const config = JSON.stringify({ testEnvironment: 'node', transform: {}, roots: ['out'] });
    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', config];
    const output = await held(run(home('jest-30'), process.execPath, ...jest));
    expect(output).toMatch(/Tests: +2 failed, 2 passed/);
  });

  it('node:test', async () => {
    await compile(home('node-test'), { 'use.test.ts': nodeTestExample });
    const output = await held(run(home('node-test'), process.execPath, '--test', 'out/use.test.js'));
    expect(output).toMatch(/pass 1\n.*fail 1\n/s);
  });
});

describe('what is packed and installed works on', () => {
  it.each([
    ['pack-install-node20', () => process.execPath],
    ['pack-install-node22', () => node22],
    ['pack-install-node24', () => node24],
  ])('%s', async (_, node) => {
    await writeFile(join(home('node-test'), 'install.mjs'), installExample);
    const { code, output } = await run(home('node-test'), node(), 'install.mjs');
    expect(code, output).toBe(0);
    expect(output).toMatch(/^SUCCESS, delivered and verified$/m);
  });
});

async function holdVitest(project: Project, node: string): Promise<void> {
  const output = await held(
    run(home(project), node, 'node_modules/vitest/vitest.mjs', 'run', '--dir', 'tests'),
  );
  expect(output).toMatch(/Tests +1 failed \| 2 passed/);
  expect(output).toContain('#3 api runs.update');
  expect(output).toContain('what the fake finds wrong');
}

/** What a runner says, which of its tests one fails and tells why. */
async function held(running: Promise<Ended>): Promise<string> {
  const { code, output } = await running;
  expect(code, output).toBe(1);
  expect(output).toContain('expected run r_1 to have succeeded, but its status is FAILURE');
  expect(output).toContain('+00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE');
  return output;
}
