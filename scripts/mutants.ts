import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mutant, mutants } from './mutant-plugin.ts';

/**
 * Takes each guard out in turn and runs the tests of its package: a guard whose absence no test notices is no guard.
 * Exits 1 naming the faults that were not noticed.
 */
const directory = mkdtempSync(join(tmpdir(), 'berth-mutants-'));
/** Half of the time a run waits. */
const AT_ONCE = 4;
/** Milliseconds: several times what any of these tests takes without its fault. What hangs under one has noticed it. */
const TEST_TIMEOUT_MS = 20_000;
const waiting = [...mutants];
const unnoticed: string[] = [];

async function failuresUnder(
  { name, project = 'core', test, noticedBy }: Mutant,
  file: string,
): Promise<string[]> {
  const args = [
    'run',
    '--config',
    'vitest.workspace.ts',
    '--project',
    project,
    '--bail',
    '1',
    '--testTimeout',
    String(TEST_TIMEOUT_MS),
    test,
    '--testNamePattern',
    `^${escaped(noticedBy)}$`,
  ];
  const report = ['--reporter', 'json', '--outputFile', file];
  // Most of a run would go by for compiling what is the same in all of them.
  const cache = [
    '--experimental.fsModuleCache',
    `--experimental.fsModuleCachePath=${join(directory, 'modules')}`,
  ];
  const child = spawn('node_modules/.bin/vitest', [...args, ...report, ...cache], {
    env: { ...process.env, BERTH_MUTANT: name },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await new Promise((resolve) => child.once('exit', resolve));
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as {
    testResults: { assertionResults: { status: string; fullName: string }[] }[];
  };
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  if (!all.some(({ status }) => status !== 'skipped' && status !== 'pending'))
    throw new Error(`mutant "${name}": no test is called "${noticedBy}"`);
  return all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName.trim());
}

/** As a pattern that only it fits. */
function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}

async function work(worker: number): Promise<void> {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    const [first] = await failuresUnder(mutant, join(directory, `${worker}.json`));
    if (first === undefined) unnoticed.push(mutant.name);
    console.log(
      `${first === undefined ? 'NOT NOTICED' : 'noticed'}  ${mutant.name}${first ? `  (${first})` : ''}`,
    );
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => work(worker)));
rmSync(directory, { recursive: true });
console.log(`${mutants.length - unnoticed.length} of ${mutants.length} faults noticed`);
process.exitCode = unnoticed.length === 0 ? 0 : 1;
