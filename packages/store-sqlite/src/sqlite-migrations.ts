import type { SqliteDatabase } from './driver.ts';
import { type Migration, migrate, pendingMigrations } from './migrations.ts';
import { openDatabase } from './open.ts';

const LOCK_TIMEOUT_MS = 5000;

/** The schema of a file, for whoever wants to look before it changes. */
export interface SqliteMigrations {
  readonly pending: readonly Migration[];
  apply(): Promise<void>;
  close(): Promise<void>;
}

/** Looks at the schema of a database, and changes nothing of it unless asked to `apply`. */
export async function sqliteMigrations(database: string | SqliteDatabase): Promise<SqliteMigrations> {
  const opened = typeof database === 'string' ? await openDatabase(database, LOCK_TIMEOUT_MS) : database;
  return {
    pending: pendingMigrations(opened),
    apply: () => migrate(opened, LOCK_TIMEOUT_MS),
    close: async () => {
      if (opened !== database) opened.close();
    },
  };
}
