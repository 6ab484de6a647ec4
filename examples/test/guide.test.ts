import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { blocksOf, filesOf, isQuote } from './guide/blocks.ts';
import { compilerErrors, nodeTest } from './guide/programs.ts';

// docs/testing.md: its TypeScript is compiled as strictly as our own and run here, and what it quotes is what is there.
const root = join(import.meta.dirname, '../..');
const blocks = blocksOf(await readFile(join(root, 'docs/testing.md'), 'utf8'));
const files = filesOf(blocks);

// Within the repository, where the packages that it imports are found.
const folder = await mkdtemp(join(root, '.guide-'));
afterAll(() => rm(folder, { recursive: true }));
for (const [path, text] of files) await write(path, text);

/** The first test of the page, with each line of it that can be got wrong got wrong. */
const [firstPath = '', first = ''] = [...files].find(([path]) => path.endsWith('/deploy.test.ts')) ?? [];
const wrong = [
  ["'deploy', {", "'deplyo', {"],
  ["env: 'prod'", "env: 'qa'"],
  ["waitFor('SUCCESS')", "waitFor('SUCESS')"],
  ["toHaveLogged('", "toHaveLoged('"],
  ['./deploy.ts', './deplyo.ts'],
] as const;
for (const [index, [right, typo]] of wrong.entries())
  await write(join(dirname(firstPath), `wrong-${index}.ts`), first.replace(right, typo));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

// Programs take their time, so they begin before anything waits for them.
const compiled = compilerErrors(folder);
const underNode = [...files.keys()]
  .filter((path) => path.endsWith('.node.test.ts'))
  .map((path) => ({ path, ended: nodeTest(join(folder, path)) }));

it('compiles in strict mode, and would not with a slip in any line', async () => {
  const errors = await compiled;
  const slips = wrong.map((_, index) => `${join(dirname(firstPath), `wrong-${index}.ts`)}(`);
  expect(errors.filter((error) => !slips.some((slip) => error.startsWith(slip)))).toEqual([]);
  for (const slip of slips) expect(errors.filter((error) => error.startsWith(slip))).not.toEqual([]);
});

it('has sections for all that there is to say', () => {
  expect(new Set([...files.keys()].map((path) => dirname(path))).size).toBeGreaterThan(8);
});

for (const path of files.keys()) {
  // What the file declares becomes tests of this one.
  if (path.endsWith('.test.ts') && !path.endsWith('.node.test.ts'))
    describe(path, () => import(join(folder, path)));
}

it.each(underNode)('$path runs under node:test', async ({ ended }) => {
  expect(await ended).toMatchObject({ code: 0, output: expect.stringContaining('pass 1\n') });
});

describe('quotes', () => {
  it('are of every mistake, of its test and of what that says', async () => {
    const mistakes = await readdir(join(root, 'examples/mistakes'));
    const told = mistakes.filter((file) => /\.(test\.ts|txt)$/.test(file));
    expect(told.length).toBeGreaterThan(8);
    const titles = blocks.map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(told.map((file) => `examples/mistakes/${file}`)));
  });

  it.each(blocks.filter(isQuote))('$title at line $line as it is', async ({ title, text }) => {
    let rest = inOneLine(await readFile(join(root, title), 'utf8'));
    for (const part of text.split(/^…$/m).map(inOneLine)) {
      expect(rest).toContain(part);
      rest = rest.slice(rest.indexOf(part) + part.length);
    }
  });
});

/** A quote is set further to the left than what it quotes, and its lines may end elsewhere. */
function inOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
