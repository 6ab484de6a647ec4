import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { Connection } from '../driver/connection.ts';
import { findEngine } from '../driver/engine.ts';
import { faultOf } from '../driver/fault.ts';
import type { SqliteDatabase } from '../driver/sqlite-database.ts';
import { asUnavailable } from '../driver/unavailable.ts';

export interface OpenDatabase {
  readonly connection: Connection;
  /** How errors speak of it. */
  readonly file: string;
  /** A database of the host's stays open. */
  close(): void;
}

export async function openDatabase(database: string | SqliteDatabase): Promise<OpenDatabase> {
  if (typeof database !== 'string') return opened(database, 'the database', () => {});
  if (database === '' || database === ':memory:') {
    throw new Error(
      `sqliteStore needs the path of a file, not '${database}': to keep nothing, use memoryStore of @berth/core/memory`,
    );
  }
  const open = await findEngine();
  // As an absolute path, so that no driver takes it for an address.
  const path = resolve(database);
  try {
    makeFile(path);
    const own = open(path);
    return opened(own, path, () => own.close());
  } catch (error) {
    throw asUnavailable(faultOf(error) === 'other' ? { code: 'SQLITE_CANTOPEN', cause: error } : error, path);
  }
}

function opened(database: SqliteDatabase, file: string, close: () => void): OpenDatabase {
  // Not a single wait may happen inside SQLite: it would stop the whole process.
  database.exec('PRAGMA busy_timeout=0');
  return { connection: new Connection(database), file, close };
}

/**
 * Only for its owner, since it holds credentials; SQLite gives the files that it makes beside it the same mode. One that is
 * there is not even opened: closing it would drop the locks that this process may have on it.
 */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
