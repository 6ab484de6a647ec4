import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeApi } from '../packages/conformance/src/describe-api.ts';
import type { Target } from '../packages/conformance/src/target/target.ts';
import { fetchServe } from '../packages/hono/test/mount.ts';
import { matcher } from '../packages/http/src/protocol/match.ts';
import { routes } from '../packages/http/src/routes/table.ts';
import { berthTarget } from '../packages/http/test/api/berth-target.ts';
import { published, undocumented } from './published-operations.ts';

/**
 * Writes docs/evidence.md: for each operation, where Port says it exists, and which checks ask for it. It is seen by running them:
 * what a check sends while it runs is what it is evidence of. Exits 1 when a check fails; with --check also when the page is stale.
 */
const root = join(import.meta.dirname, '..');
const page = join(root, 'docs/evidence.md');
const find = matcher(routes);

const asked = new Map<string, Set<string>>();
let running: string | undefined;

function recording(target: Target): Target {
  return {
    ...target,
    send: (request, signal) => {
      note(request.method, request.path);
      return target.send(request, signal);
    },
    sendTogether: (requests) => {
      for (const { method, path } of requests) note(method, path);
      return target.sendTogether?.(requests) ?? Promise.allSettled(requests.map((each) => target.send(each)));
    },
    open: async (conditions) => recording((await target.open?.(conditions)) ?? target),
  };
}

function note(method: string, path: string): void {
  const found = find(method, path.split('?')[0] ?? '');
  if (!running || !found || !('route' in found)) return;
  const checks = asked.get(found.route.operation) ?? new Set();
  asked.set(found.route.operation, checks.add(running));
}

const tests: (readonly [name: string, test: () => unknown])[] = [];
const after: (() => unknown)[] = [];
const target = recording(berthTarget('evidence', 'seed', fetchServe));
describeApi(
  target,
  {
    describe: (_, register) => register(),
    it: (name, test) => void tests.push([name, test]),
    afterAll: (end) => void after.push(end),
  },
  { profile: 'seed', strict: true },
);

let failed = 0;
for (const [name, test] of tests) {
  running = /^[A-Z]+(?:-[A-Z]+)?-\d{3}(?=:)/.exec(name)?.[0];
  try {
    await test();
  } catch (error) {
    failed += 1;
    console.error(`${name}\n${error instanceof Error ? error.message : error}`);
  }
}
running = undefined;
for (const end of after) await end();

/** By area, each with how many of its checks. */
function areasOf(operation: string): string {
  const counts = new Map<string, number>();
  for (const id of asked.get(operation) ?? []) {
    const area = id.replace(/-\d{3}$/, '');
    counts.set(area, (counts.get(area) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([area, count]) => `${area} ${count}`).join(', ') || 'none: our own tests only';
}

const known = routes.map(({ method, path, operation }) => {
  const name = `${method} /v1${path.replaceAll(/:(\w+)/g, '{$1}')}`;
  const documented = published.includes(name) ? "Port's OpenAPI document" : undefined;
  const used = undocumented.includes(name) ? "Port's own clients" : undefined;
  return `| \`${name}\` | ${documented ?? used ?? 'ours'} | ${asked.get(operation)?.size ?? 0} | ${areasOf(operation)} |`;
});
const unformatted = [
  '# Evidence',
  '',
  'Written by `pnpm evidence`: for each operation where it is known from, and how many of the',
  '[requirements](requirements.md) have a check that asks for it, by area. It is seen by running the checks against a Berth in',
  'memory. The columns are not to be added up: a check may ask for many operations, most of them to get where it wants to be.',
  'Nothing here was compared with Port itself.',
  '',
  '| Operation | Known from | Checks | By area |',
  '|---|---|--:|---|',
  ...known,
  '',
];
const biome = [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', `--stdin-file-path=${page}`];
const text = execFileSync(process.execPath, biome, {
  cwd: root,
  input: unformatted.join('\n'),
  encoding: 'utf8',
});
const stale = process.argv.includes('--check') && readFileSync(page, 'utf8') !== text;
if (!process.argv.includes('--check')) writeFileSync(page, text);
if (stale) console.error('docs/evidence.md is stale: run pnpm evidence');
console.log(
  `evidence: ${tests.length - failed} of ${tests.length} checks ran, ${asked.size} operations asked for`,
);
process.exitCode = failed > 0 || stale ? 1 : 0;
