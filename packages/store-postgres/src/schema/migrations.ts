import { createHash } from 'node:crypto';
import { type KnownMigration, pendingOf } from '@berth/core/database';
import type { PostgresClient } from '../connection/pool.ts';
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
export async function pendingMigrations(client: PostgresClient, names: Names): Promise<readonly Step[]> {
  const table = names.table('migrations');
  const exists = await client.query({
    text: 'SELECT to_regclass($1) IS NOT NULL AS found',
    values: [table],
    types,
  });
  if (!(exists.rows[0] as { readonly found: boolean }).found) return withNames(known, names);
  const { rows } = await client.query({
    text: `SELECT number, checksum FROM ${table} WHERE number > 0`,
    types,
  });
  return withNames(pendingOf(known, rows as { number: number; checksum: string }[]), names);
}

/**
 * Takes the pending steps in one transaction. Row 0 of the table of migrations is the lock: of several processes that start at
 * once one gets it, and the others find the work done when they do.
 */
export async function applyMigrations(client: PostgresClient, names: Names): Promise<readonly Step[]> {
  const table = names.table('migrations');
  await client.query({ text: 'BEGIN' });
  try {
    for (const text of bookkeeping(names)) await client.query({ text });
    await client.query({ text: `SELECT 1 FROM ${table} WHERE number = 0 FOR UPDATE` });
    const pending = await pendingMigrations(client, names);
    for (const { number, name, sql, checksum } of pending) {
      await client.query({ text: sql });
      await client.query({
        text: `INSERT INTO ${table} (number, name, checksum) VALUES ($1, $2, $3)`,
        values: [number, name, checksum],
      });
    }
    await client.query({ text: 'COMMIT' });
    return pending;
  } catch (error) {
    // Whatever is wrong with the connection, the server takes back what was not committed.
    await client.query({ text: 'ROLLBACK' }).catch(() => {});
    throw error;
  }
}

/** Where the steps that were taken are kept. */
function bookkeeping(names: Names): string[] {
  const table = names.table('migrations');
  return [
    ...(names.schema === 'public' ? [] : [`CREATE SCHEMA IF NOT EXISTS "${names.schema}"`]),
    `CREATE TABLE IF NOT EXISTS ${table} (
      number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
    `INSERT INTO ${table} (number, name, checksum) VALUES (0, 'lock', '') ON CONFLICT DO NOTHING`,
  ];
}

/** All that a person would run to take these steps by hand. */
export function scriptOf(pending: readonly Step[], names: Names): readonly Migration[] {
  return pending.map(({ number, name, sql, checksum }) => {
    const note = `INSERT INTO ${names.table('migrations')} (number, name, checksum) VALUES (${number}, '${name}', '${checksum}');`;
    const before = number === 1 ? `${bookkeeping(names).join(';\n')};\n` : '';
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
