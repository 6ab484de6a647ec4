import { createHash } from 'node:crypto';
import { type KnownMigration, pendingOf } from '@berth/core/database';
import type { Ask } from '../connection/pool.ts';
import { types } from '../connection/types.ts';
import type { Names, Table } from '../names.ts';
import { steps } from './steps.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** The checksum is of the text before names are put in, so it is the same under any schema and prefix. */
const known: readonly (Migration & KnownMigration)[] = steps.map(({ name, sql }, at) => ({
  number: at + 1,
  name,
  sql: sql.trim(),
  checksum: createHash('sha256').update(sql.trim()).digest('hex'),
}));

type Step = Migration & KnownMigration;

/** What the database still lacks; looking changes nothing, so it takes no privilege to change anything. */
export async function pendingMigrations(ask: Ask, names: Names): Promise<readonly Step[]> {
  const table = names.table('migrations');
  if (!(await found(ask, 'to_regclass', table))) return withNames(known, names);
  const { rows } = await ask({
    text: `SELECT number, checksum FROM ${table} WHERE number > 0`,
    types,
  });
  return withNames(pendingOf(known, rows as { number: number; checksum: string }[]), names);
}

async function found(ask: Ask, how: 'to_regclass' | 'to_regnamespace', name: string): Promise<boolean> {
  const { rows } = await ask({ text: `SELECT ${how}($1) IS NOT NULL AS found`, values: [name], types });
  return (rows[0] as { readonly found: boolean }).found;
}

/** A step may build an index on a large table, and others have to wait for it. */
const STEP_MS = 600_000;
const limits = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
  .map((name) => `SET LOCAL ${name} = ${STEP_MS}`)
  .join('; ');

/**
 * Takes the pending steps in one transaction. Row 0 of the table of migrations is the lock: of several processes that start at
 * once one gets it, and the others find the work done when they do.
 */
export async function applyMigrations(ask: Ask, names: Names): Promise<readonly Step[]> {
  const table = names.table('migrations');
  const step: Ask = (query) => ask({ ...query, query_timeout: STEP_MS });
  await ask({ text: 'BEGIN' });
  try {
    await ask({ text: limits });
    for (const text of await bookkeeping(ask, names)) await step({ text });
    await step({ text: `SELECT 1 FROM ${table} WHERE number = 0 FOR UPDATE` });
    const pending = await pendingMigrations(ask, names);
    for (const { number, name, sql, checksum } of pending) {
      await step({ text: sql });
      await ask({
        text: `INSERT INTO ${table} (number, name, checksum) VALUES ($1, $2, $3)`,
        values: [number, name, checksum],
      });
    }
    await ask({ text: 'COMMIT' });
    return pending;
  } catch (error) {
    // Whatever is wrong with the connection, the server takes back what was not committed.
    await ask({ text: 'ROLLBACK' }).catch(() => {});
    throw error;
  }
}

/** Where the steps that were taken are kept. To make a schema takes a privilege, even where IF NOT EXISTS finds it there. */
async function bookkeeping(ask: Ask, names: Names): Promise<string[]> {
  const table = names.table('migrations');
  const schema = `"${names.schema}"`;
  const exists = await found(ask, 'to_regnamespace', schema);
  return [
    ...(exists ? [] : [`CREATE SCHEMA IF NOT EXISTS ${schema}`]),
    `CREATE TABLE IF NOT EXISTS ${table} (
      number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
    `INSERT INTO ${table} (number, name, checksum) VALUES (0, 'lock', '') ON CONFLICT DO NOTHING`,
  ];
}

/** All that a person would run to take these steps by hand. */
export async function scriptOf(ask: Ask, names: Names): Promise<readonly Migration[]> {
  const pending = await pendingMigrations(ask, names);
  const first = `${(await bookkeeping(ask, names)).join(';\n')};\n`;
  return pending.map(({ number, name, sql, checksum }) => {
    const note = `INSERT INTO ${names.table('migrations')} (number, name, checksum) VALUES (${number}, '${name}', '${checksum}');`;
    const before = number === 1 ? first : '';
    return { number, name, sql: `BEGIN;\n${before}${sql}\n${note}\nCOMMIT;` };
  });
}

function withNames(migrations: readonly Step[], names: Names): readonly Step[] {
  return migrations.map((migration) => ({
    ...migration,
    sql: migration.sql
      .replaceAll(/\{t:(\w+)\}/g, (_, name: Table) => names.table(name))
      .replaceAll(/\{i:(\w+)\}/g, (_, name: string) => `"${names.prefix}${name}"`),
  }));
}
