import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { succeed } from './run.ts';

const ownCompiler = join(import.meta.dirname, '../../../../node_modules/.bin/tsc');

/** Writes the test files, with the doubles beside them, and compiles all into `out/`, declarations of packages included. */
export async function compile(
  project: string,
  files: Readonly<Record<string, string>>,
  compiler = ownCompiler,
): Promise<void> {
  const tests = join(project, 'tests');
  await mkdir(tests);
  await cp(join(import.meta.dirname, '../assertions/doubles.ts'), join(tests, 'doubles.ts'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(tests, name), text);
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    module: 'NodeNext',
    target: 'ES2023',
    lib: ['ES2023', 'ESNext.Disposable', 'DOM'],
    // What stands for globals: Node's, and Jest's where it is.
    types: await readdir(join(project, 'node_modules/@types')),
    // Who exports a `test` of theirs has declarations made of its type.
    declaration: true,
    rewriteRelativeImportExtensions: true,
    rootDir: 'tests',
    outDir: 'out',
  };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['tests'] }));
  await succeed(project, compiler);
}
