import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { Area, Requirement } from '@berth/conformance';

/**
 * Writes docs/requirements.md: which check or test holds which requirement of the catalogue, taken from the titles of the tests.
 * Exits 1 naming the requirements that no test checks; with --check also when the page is not what it would write.
 */
const areas: Readonly<Record<Area, string>> = {
  AUTH: 'Authentication',
  'RUN-EXEC': 'Executing an action',
  'RUN-GET': 'Reading a run',
  'RUN-PATCH': 'Updating a run',
  'RUN-LOG': "A run's log",
  'RUN-STATE': 'The state machine',
  'RUN-LIST': 'Listing runs',
  'RUN-APPR': 'Manual approval',
  'ENT-TIE': 'Tying entities to a run',
  AUDIT: 'The audit log',
  ERR: 'Errors',
  LIM: 'Limits',
  VER: 'The two views of a run',
  CONC: 'Concurrency',
  'HOOK-SIG': 'The signature of a webhook',
  'HOOK-PAY': 'The request of a webhook',
  'HOOK-SYNC': 'The outcome of a webhook',
  EXT: 'Pulling agents',
};

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs/requirements.md');
const cases = 'packages/conformance/src/cases';
const { requirements } = JSON.parse(
  readFileSync(join(root, 'packages/conformance/data/requirements.json'), 'utf8'),
) as { readonly requirements: readonly Requirement[] };

const id = '[A-Z]+(?:-[A-Z]+)?-\\d{3}';
/** Vitest joins the names of suites and test by " > ". */
const titled = new RegExp(`(?:^| > )(${id}(?:, ${id})*): (.*)$`, 's');

interface Test {
  readonly name: string;
  readonly file: string;
}

function listTests(): readonly Test[] {
  const folder = mkdtempSync(join(tmpdir(), 'berth-tests-'));
  const file = join(folder, 'tests.json');
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    // Every mount registers the same tests, so one package of mounts is enough.
    const projects = [
      'core',
      'http',
      'hono',
      'testing',
      'cli',
      'invoke',
      'examples',
      'needs-shell',
      'needs-cores',
    ].flatMap((name) => ['--project', name]);
    const args = [vitest, 'list', `--json=${file}`, '--config', 'vitest.workspace.ts', ...projects];
    execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    return JSON.parse(readFileSync(file, 'utf8')) as Test[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Written {
  readonly file: string;
  readonly pattern: RegExp;
  readonly letters: number;
}

/** The ids in the conformance checks, the most literal first; what is filled in may be anything. */
function writtenIds(): readonly Written[] {
  const found = readdirSync(join(root, cases)).flatMap((name) => {
    const file = `${cases}/${name}`;
    const texts = readFileSync(join(root, file), 'utf8').matchAll(/\bid: (['"`])(.+?)\1/g);
    return [...texts].map(([, , text = '']): Written => {
      const parts = text.split(/\$\{[^}]*\}/);
      return { file, pattern: new RegExp(`^${parts.join('.*')}$`), letters: parts.join('').length };
    });
  });
  return found.sort((a, b) => b.letters - a.letters);
}

/** Where each requirement is checked: the check that runs over every mount, and tests of our own. */
function homesOf(tests: readonly Test[]): ReadonlyMap<string, ReadonlySet<string>> {
  const written = writtenIds();
  const sentences = new Map(requirements.map((requirement) => [requirement.id, requirement.text]));
  const homes = new Map<string, Set<string>>();
  for (const { name, file } of tests) {
    const [, ids = '', title = ''] = titled.exec(name) ?? [];
    for (const each of ids.split(', ').filter(Boolean)) {
      const check = title === sentences.get(each) && written.find(({ pattern }) => pattern.test(each));
      const home = check ? check.file : relative(root, file).split(sep).join('/');
      homes.set(each, (homes.get(each) ?? new Set()).add(home));
    }
  }
  return homes;
}

function checkedBy(row: string, homes: ReadonlyMap<string, ReadonlySet<string>>): string {
  const link = (file: string) => `[${file.split('/').at(-1)}](../${file})`;
  return [...(homes.get(row) ?? [])].sort().map(link).join(', ');
}

function pageOf(homes: ReadonlyMap<string, ReadonlySet<string>>): string {
  // Within code a bracket is a bracket.
  const cell = (text: string) =>
    text.replaceAll('|', '\\|').replaceAll(/`[^`]*`|</g, (part) => (part === '<' ? '&lt;' : part));
  const lines = [
    '# Requirements and the tests that check them',
    '',
    'Written by `pnpm requirements` from the catalogue of `@berth/conformance` and the titles of the tests; `--check` fails',
    'when it is stale. A requirement is one checkable sentence of the page "Reflect action progress", of Port\'s published',
    'OpenAPI document, or of what its clients rely on. The checks under `packages/conformance/src/cases` run strictly, in both',
    'profiles, over Express 4 and 5, Express behind `express.json()`, Hono routed, its `fetch`, and the fake; what is ours',
    'beyond the requirements is under `packages/http/test/api/cases` and runs over every mount.',
  ];
  for (const [area, about] of Object.entries(areas)) {
    lines.push('', `## ${area}: ${about}`, '');
    lines.push('| Requirement | Level | Sentence | Checked by |', '|---|---|---|---|');
    for (const { id, level, text } of requirements.filter((each) => each.area === area))
      lines.push(`| ${id} | ${level} | ${cell(text)} | ${checkedBy(id, homes)} |`);
  }
  return `${lines.join('\n')}\n`;
}

const homes = homesOf(listTests());
const known = requirements.map((requirement) => requirement.id);
const missing = known.filter((row) => !homes.has(row));
const unknown = [...homes.keys()].filter((row) => !known.includes(row));
const biome = [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', `--stdin-file-path=${page}`];
const text = execFileSync(process.execPath, biome, { cwd: root, input: pageOf(homes), encoding: 'utf8' });
const stale = process.argv.includes('--check') && readFileSync(page, 'utf8') !== text;
if (!process.argv.includes('--check')) writeFileSync(page, text);

if (missing.length > 0) console.error(`no test checks ${missing.join(', ')}`);
if (unknown.length > 0) console.error(`there is no requirement ${unknown.join(', ')}`);
if (stale) console.error('docs/requirements.md is stale: run pnpm requirements');
console.log(`requirements: ${known.length - missing.length} of ${known.length} are checked`);
process.exitCode = missing.length + unknown.length > 0 || stale ? 1 : 0;
