import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../..');

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a command to its end, however it ends. */
export function run(cwd: string, command: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const { VITEST: _, NODE_OPTIONS: __, ...rest } = process.env;
    const options = { cwd, env: { ...rest, NO_COLOR: '1' }, maxBuffer: 2 ** 26 };
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}

/** Builds and packs what a project needs of Berth, as it would be published; gives the files. */
export async function packInto(folder: string): Promise<readonly string[]> {
  await succeed(run(root, join(root, 'node_modules/.bin/tsc'), ['-b', 'packages/testing']));
  const filters = ['core', 'http', 'testing'].flatMap((name) => ['--filter', `@berth/${name}`]);
  await succeed(run(root, 'npx', ['-y', 'pnpm@10', ...filters, 'pack', '--pack-destination', folder]));
  return (await readdir(folder)).filter((file) => file.endsWith('.tgz')).map((file) => join(folder, file));
}

/** A project that has never seen this repository, with what npm installs of these; it takes all it can from npm's one cache. */
export async function install(folder: string, packages: readonly string[]): Promise<string> {
  const project = await mkdtemp(join(folder, 'project-'));
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const quietly = ['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];
  await succeed(run(project, 'npm', ['install', ...quietly, ...packages]));
  return project;
}

/** Writes the test files, with the doubles beside them, and compiles all into `out/` by the compiler of the project or ours. */
export async function compile(
  project: string,
  files: Readonly<Record<string, string>>,
  compiler = join(root, 'node_modules/.bin/tsc'),
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
    types: await typesOf(project),
    rewriteRelativeImportExtensions: true,
    rootDir: 'tests',
    outDir: 'out',
  };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['tests'] }));
  await succeed(run(project, compiler, []));
}

/** What stands for globals: the types of Node, and of Jest where they are. */
async function typesOf(project: string): Promise<readonly string[]> {
  const there = await readdir(join(project, 'node_modules/@types'));
  return there.filter((name) => name === 'node' || name === 'jest');
}

/** @throws Error with everything that the command printed */
async function succeed(ending: Promise<Ended>): Promise<void> {
  const { code, output } = await ending;
  if (code !== 0) throw new Error(output);
}
