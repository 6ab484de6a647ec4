import { createHash } from 'node:crypto';
import { type KnownMigration, pendingOf } from '@berth/core/database';
import type { SqliteDatabase } from './driver.ts';
import { patiently } from './patience.ts';
import { steps } from './schema.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

const known: readonly (Migration & KnownMigration)[] = steps.map(({ name, sql }, at) => ({
  number: at + 1,
  name,
  sql: sql.trim(),
  checksum: createHash('sha256').update(sql.trim()).digest('hex'),
}));

/** The steps that this database still has to take, in order; looking changes nothing. */
export function pendingMigrations(database: SqliteDatabase): readonly (Migration & KnownMigration)[] {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
  if (table.get('berth_migrations') === undefined) return known;
  const applied = database.prepare('SELECT number, checksum FROM berth_migrations').all();
  return pendingOf(known, applied as { number: number; checksum: string }[]);
}

/**
 * Takes the pending steps in one transaction. Of several processes that start at once one gets to begin, and the others find
 * its work done when they do.
 */
export async function migrate(database: SqliteDatabase, lockTimeoutMs: number): Promise<void> {
  const isPending = await patiently(lockTimeoutMs, () => pendingMigrations(database).length > 0);
  if (!isPending) return;
  await patiently(lockTimeoutMs, () => database.exec('BEGIN IMMEDIATE'));
  try {
    for (const { number, name, sql, checksum } of pendingMigrations(database)) {
      database.exec(migrationsTable);
      database.exec(sql);
      database
        .prepare('INSERT INTO berth_migrations (number, name, checksum) VALUES (?, ?, ?)')
        .run(number, name, checksum);
    }
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

const migrationsTable = `CREATE TABLE IF NOT EXISTS berth_migrations (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL,
  applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT`;
