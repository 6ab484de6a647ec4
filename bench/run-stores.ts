import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresStore } from '@berth/store-postgres';
import { sqliteStore } from '@berth/store-sqlite';
import type { Comparison } from './in-flight.ts';
import { fillPostgres, fillSqlite } from './stores/million.ts';
import { deepCursor, measurePages, type PageFigures, RUNS } from './stores/pages.ts';
import { dropSchemas, measureLifecycle, measurePostgresAppend, schema } from './stores/postgres.ts';
import { measureSqliteAppend } from './stores/sqlite.ts';

const url = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const peers = join(import.meta.dirname, 'peers');

console.error('peers …');
execFileSync('npx', ['-y', 'pnpm@10', 'install', '--ignore-workspace', '--frozen-lockfile'], {
  cwd: peers,
  stdio: ['ignore', 'ignore', 'inherit'],
});
await dropSchemas(url);
console.error('SQLite, appending …');
const sqliteAppend = await measureSqliteAppend();
console.error('PostgreSQL, appending …');
const postgresAppend = await measurePostgresAppend(url);
console.error('PostgreSQL, a run from beginning to end, against pg-boss …');
const lifecycle = await measureLifecycle(url);
await dropSchemas(url);
console.error('a million runs in SQLite …');
const sqlitePages = await pagesOfSqlite();
console.error('a million runs in PostgreSQL …');
const postgresPages = await pagesOfPostgres();
await dropSchemas(url);

const compared: readonly (readonly [string, Comparison, number])[] = [
  ['SQLite, a line appended: store / one commit each', sqliteAppend, 3],
  ['PostgreSQL, a line appended: store / raw statement', postgresAppend, 0.8],
  ['PostgreSQL, execute + 3 lines + end / pg-boss send + fetch + complete', lifecycle, 1],
];
const paged: readonly (readonly [string, PageFigures])[] = [
  ['SQLite', sqlitePages],
  ['PostgreSQL', postgresPages],
];
console.log('| 16 in flight | theirs/s | ours/s | ratio (each round) | target |');
console.log('| --- | --- | --- | --- | --- |');
for (const [what, { ours, theirs, ratio, ratios }, least] of compared) {
  const verdict = ratio >= least ? 'met' : 'MISSED';
  console.log(
    `| ${what} | ${theirs} | ${ours} | ${ratio} (${ratios.join(' to ')}) | ≥ ${least} ${verdict} |`,
  );
}
console.log('\n| A page of 50 of 1,000,000 runs | first ms | deep ms | deep / first | target |');
console.log('| --- | --- | --- | --- | --- |');
for (const [what, { firstMs, deepMs, ratio }] of paged) {
  console.log(`| ${what} | ${firstMs} | ${deepMs} | ${ratio} | ≤ 1.5 ${ratio <= 1.5 ? 'met' : 'MISSED'} |`);
}
console.log(
  `\n${JSON.stringify({ node: process.version, sqliteAppend, postgresAppend, lifecycle, sqlitePages, postgresPages })}`,
);

async function pagesOfSqlite(): Promise<PageFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-bench-'));
  const file = join(folder, 'berth.db');
  const store = await sqliteStore(file);
  try {
    fillSqlite(file, RUNS);
    return await measurePages(store, deepCursor());
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

async function pagesOfPostgres(): Promise<PageFigures> {
  const store = await postgresStore(url, { schema });
  try {
    await fillPostgres(url, schema, RUNS);
    return await measurePages(store, deepCursor());
  } finally {
    await store.close();
  }
}
