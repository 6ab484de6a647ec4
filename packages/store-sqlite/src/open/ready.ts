import { existsSync } from 'node:fs';
import { SchemaMismatch } from '@berth/core/database';
import type { Connection } from '../driver/connection.ts';
import type { SqliteDatabase } from '../driver/sqlite-database.ts';
import { asUnavailable } from '../driver/unavailable.ts';
import { migrate, pendingSteps } from '../schema/migrate.ts';
import { type Step, steps } from '../schema/steps.ts';
import { untilFree } from '../wait.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';

/** What the log may keep of the disk when it begins anew: it grows past this only while a burst lasts. */
const LOG_BYTES = 64 * 1024 * 1024;

/** A database that is there to be opened, though maybe empty. */
export function isThere(database: string | SqliteDatabase): boolean {
  return typeof database !== 'string' || existsSync(database);
}

/** Opens a database that the store can work on. Whoever fails leaves it as it was found. */
export async function openReady(
  database: string | SqliteDatabase,
  migrations: 'auto' | 'manual',
  lockTimeoutMs: number,
): Promise<OpenDatabase> {
  if (migrations === 'manual' && !isThere(database)) throw migrateFirst(String(database), steps);
  const open = await openDatabase(database);
  try {
    const { connection, file } = open;
    const pending = await untilFree(() => pendingSteps(connection, steps), lockTimeoutMs);
    if (migrations === 'manual' && pending.length > 0) throw migrateFirst(file, pending);
    await makeReady(open, steps, lockTimeoutMs);
    return open;
  } catch (error) {
    open.close();
    throw asUnavailable(error, open.file);
  }
}

/** Sets how the database is written, and takes what steps its schema lacks. */
export async function makeReady(
  { connection, file }: OpenDatabase,
  known: readonly Step[],
  lockTimeoutMs: number,
): Promise<void> {
  await writeAhead(connection, file, lockTimeoutMs);
  await untilFree(() => migrate(connection, known), lockTimeoutMs);
}

async function writeAhead(connection: Connection, file: string, lockTimeoutMs: number): Promise<void> {
  const journal = await untilFree(
    () => connection.first<{ journal_mode: string }>('PRAGMA journal_mode=WAL'),
    lockTimeoutMs,
  );
  if (journal?.journal_mode !== 'wal') {
    throw new Error(
      `${file} cannot have a write-ahead log (its journal mode stays '${journal?.journal_mode}'): use a file on a disk of this machine, or, to keep nothing, memoryStore of @berth/core/memory`,
    );
  }
  // Every commit is on the disk before it is acknowledged; with NORMAL, a loss of power would take some back.
  connection.exec('PRAGMA synchronous=FULL');
  connection.exec(`PRAGMA journal_size_limit=${LOG_BYTES}`);
}

function migrateFirst(file: string, pending: readonly Step[]): SchemaMismatch {
  const names = pending.map(({ number, name }) => `${number} (${name})`).join(', ');
  return new SchemaMismatch(
    `${file} lacks migration ${names}: "berth migrate --print" shows its SQL and "berth migrate" applies it, or open the store with migrations "auto"`,
  );
}
