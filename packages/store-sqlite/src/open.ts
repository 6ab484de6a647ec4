import { closeSync, openSync } from 'node:fs';
import { openFile, type SqliteDatabase } from './driver.ts';
import { messageOf, unavailable } from './failure.ts';
import { patiently } from './patience.ts';

/** So much of the log stays on the disk when it has been written back. */
const JOURNAL_LIMIT_BYTES = 67_108_864;

/** @throws Error with a line that says what to do */
export async function openDatabase(path: string, lockTimeoutMs: number): Promise<SqliteDatabase> {
  if (path === ':memory:' || path === '')
    throw new Error(
      'a database in memory lasts no longer than this process: use memoryStore() from @berth/core/memory',
    );
  createPrivately(path);
  const database = openFile(path);
  try {
    await prepareDatabase(database, lockTimeoutMs);
    return database;
  } catch (error) {
    database.close();
    throw error instanceof Error ? new Error(`${path}: ${error.message}`, { cause: error }) : error;
  }
}

/** Credentials are kept in it, so nobody else may read it; SQLite gives its log the same mode. */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (cause) {
    throw new Error(`cannot write the database ${path}: ${remedyFor(cause)}`, { cause });
  }
}

function remedyFor(cause: unknown): string {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'its folder does not exist; make it, or name another file';
    case 'EISDIR':
      return 'it is a folder; name a file in it';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'this user may not write there; change that, or name another file';
    case 'ENOSPC':
      return 'the disk is full; free some space, or name a file elsewhere';
    default:
      return messageOf(cause);
  }
}

/**
 * The write-ahead log lets readers and one writer go on side by side. FULL syncs it at every commit: with NORMAL, commits
 * that were acknowledged are gone after a power loss. The lock is never waited for inside SQLite, see `WriteQueue`.
 */
export async function prepareDatabase(database: SqliteDatabase, lockTimeoutMs: number): Promise<void> {
  const ask = (sql: string) => patiently(lockTimeoutMs, () => database.prepare(sql).get());
  await ask('PRAGMA busy_timeout = 0');
  const { journal_mode: mode } = (await ask('PRAGMA journal_mode = WAL')) as {
    readonly journal_mode: string;
  };
  if (mode !== 'wal') {
    throw new Error(
      `the database cannot have a write-ahead log (it is in mode "${mode}"): keep it in a file that can be written, on a disk of this machine`,
    );
  }
  database.exec('PRAGMA synchronous = FULL');
  await ask(`PRAGMA journal_size_limit = ${JOURNAL_LIMIT_BYTES}`);
  await expectWritable(database, lockTimeoutMs);
}

/** A file that is only read says so at the first write, which would be too late. */
async function expectWritable(database: SqliteDatabase, lockTimeoutMs: number): Promise<void> {
  await patiently(lockTimeoutMs, () => database.exec('BEGIN IMMEDIATE'));
  try {
    database.exec('ROLLBACK');
  } catch (error) {
    throw unavailable(error, false);
  }
}
