import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

/**
 * Writes docs/requirements.md: which test checks which requirement, taken from the titles of the tests themselves.
 * Exits 1 naming the requirements that no test checks; with --check also when the page is not what it would write.
 */
const areas: readonly [area: string, about: string, rows: number][] = [
  ['AUTH', 'Authentication', 9],
  ['RUN-EXEC', 'Executing an action', 15],
  ['RUN-GET', 'Reading a run', 9],
  ['RUN-PATCH', 'Updating a run', 22],
  ['RUN-LOG', "A run's log", 19],
  ['RUN-STATE', 'The state machine', 10],
  ['RUN-LIST', 'Listing runs', 14],
  ['RUN-APPR', 'Manual approval', 9],
  ['ENT-TIE', 'Tying entities to a run', 16],
  ['AUDIT', 'The audit log', 6],
  ['ERR', 'Errors', 9],
  ['LIM', 'Limits', 6],
  ['VER', 'The two views of a run', 4],
  ['CONC', 'Concurrency', 11],
];
/** Rows that speak of calls to a backend, or of several approvers; they come with execution. */
const later = new Set(['RUN-APPR-001', 'RUN-APPR-004', 'RUN-APPR-008', 'RUN-APPR-009']);

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs/requirements.md');
const id = '[A-Z]+(?:-[A-Z]+)?-\\d{3}';
/** Vitest joins the names of suites and test by " > ". */
const titled = new RegExp(`(?:^| > )(${id}(?:, ${id})*): (.*)$`, 's');

interface Test {
  readonly name: string;
  readonly file: string;
}

interface Check {
  readonly id: string;
  readonly title: string;
  readonly file: string;
}

function listTests(): readonly Test[] {
  const folder = mkdtempSync(join(tmpdir(), 'berth-tests-'));
  const file = join(folder, 'tests.json');
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const args = [vitest, 'list', `--json=${file}`, '--config', 'vitest.workspace.ts'];
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

/** Every text in the tests that could be a title; what is filled in while they run may be anything. */
function* writtenTitles(): Generator<Written> {
  const filledIn = /\$\{[^}]*\}|%[sdifjo#]|\$[a-z]\w*/;
  for (const file of ['packages', 'examples'].flatMap(testFiles)) {
    for (const [, , text = ''] of readFileSync(join(root, file), 'utf8').matchAll(
      /(['"`])((?:\\.|(?!\1).)+)\1/g,
    )) {
      const parts = text.replaceAll(/\\(['"`])/g, '$1').split(filledIn);
      const pattern = new RegExp(
        `^${parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')}$`,
        's',
      );
      yield { file, pattern, letters: parts.join('').length };
    }
  }
}

function testFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.split(sep).join('/')}`)
    .filter((file) => /\/test\/.*\.ts$|\.test\.ts$/.test(file) && !/\/(node_modules|dist)\//.test(file));
}

/** A shared case runs in many files and is written in one: the one whose text fits the title best. */
function checksOf(tests: readonly Test[]): readonly Check[] {
  const written = [...writtenTitles()].sort((a, b) => b.letters - a.letters);
  const found = new Map<string, Check>();
  for (const { name, file } of tests) {
    const [, ids = '', title = ''] = titled.exec(name) ?? [];
    const home = written.find(({ pattern }) => pattern.test(`${ids}: ${title}`))?.file;
    const path = home ?? relative(root, file).split(sep).join('/');
    for (const each of ids.split(', ').filter(Boolean)) {
      found.set([each, title, path].join('\n'), { id: each, title, file: path });
    }
  }
  return [...found.values()];
}

function rowsOf([area, , rows]: (typeof areas)[number]): readonly string[] {
  return Array.from({ length: rows }, (_, at) => `${area}-${String(at + 1).padStart(3, '0')}`);
}

function pageOf(checks: readonly Check[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
  const lines = [
    '# Requirements and the tests that check them',
    '',
    'Written by `pnpm requirements` from the titles of the tests; `--check` fails when it is stale. A requirement is one',
    'checkable sentence of the page "Reflect action progress", of Port\'s published OpenAPI document, or of what its clients',
    'rely on. The cases under `packages/http/test/api/cases` run over every mount.',
  ];
  for (const area of areas) {
    const rows = rowsOf(area).flatMap((row) => checks.filter((check) => check.id === row));
    lines.push('', `## ${area[0]}: ${area[1]}`, '', '| Requirement | Test | File |', '|---|---|---|');
    lines.push(
      ...rows.map(
        ({ id, title, file }) => `| ${id} | ${cell(title)} | [${file.split('/').at(-1)}](../${file}) |`,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

const checks = checksOf(listTests());
const known = areas.flatMap(rowsOf);
const checked = new Set(checks.map((check) => check.id));
const missing = known.filter((row) => !checked.has(row) && !later.has(row));
const unknown = [...checked].filter((row) => !known.includes(row));
const biome = [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', `--stdin-file-path=${page}`];
const text = execFileSync(process.execPath, biome, { cwd: root, input: pageOf(checks), encoding: 'utf8' });
const stale = process.argv.includes('--check') && readFileSync(page, 'utf8') !== text;
if (!process.argv.includes('--check')) writeFileSync(page, text);

if (missing.length > 0) console.error(`no test checks ${missing.join(', ')}`);
if (unknown.length > 0) console.error(`there is no requirement ${unknown.join(', ')}`);
if (stale) console.error('docs/requirements.md is stale: run pnpm requirements');
console.log(
  `requirements: ${known.length - missing.length - later.size} of ${known.length - later.size} are checked`,
);
process.exitCode = missing.length + unknown.length > 0 || stale ? 1 : 0;
