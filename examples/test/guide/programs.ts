import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ended, run } from '../../../packages/testing/test/runners/run.ts';

const root = join(import.meta.dirname, '../../..');

/** What the compiler has against the files of a folder of the repository, a line each; as strict as with our own tests. */
export async function compilerErrors(folder: string): Promise<readonly string[]> {
  const config = { extends: join(root, 'tsconfig.test.json'), include: ['**/*'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const { output } = await run(folder, join(root, 'node_modules/.bin/tsc'), '--pretty', 'false');
  return output.split('\n').filter((line) => line.includes('error TS'));
}

/** A test file of `node:test`, run on the sources of the packages. */
export function nodeTest(file: string): Promise<Ended> {
  return run(root, process.execPath, '--conditions=berth-source', '--import', 'tsx', '--test', file);
}
