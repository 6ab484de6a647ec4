import type { Store } from '@berth/core';
import type { SqliteDatabase } from './driver/sqlite-database.ts';
import { openReady } from './open/ready.ts';
import { organisationStore } from './organisation.ts';
import { Session } from './session.ts';

export interface SqliteOptions {
  /** Whose runs and catalog the store itself serves; `default` when it is left out. */
  readonly organisation?: string | undefined;
  /** `auto` brings the schema up to date at the opening; `manual` refuses to open until `sqliteMigrations` has. */
  readonly migrations?: 'auto' | 'manual' | undefined;
  /** For how many milliseconds a call waits while other processes have the database locked; 5000 when it is left out. */
  readonly lockTimeoutMs?: number | undefined;
}

export interface SqliteStore extends Store {
  /** The store of another organisation in the same file. */
  forOrganisation(name: string): Store;
  /** Waits for the writes that have been asked for. A database that the host has opened stays open. */
  close(): Promise<void>;
}

/**
 * A store in one file, for any number of processes of one machine.
 * @param database the path of a file, made when it is not there, or an open database of `node:sqlite`, `better-sqlite3` or
 * `libsql`, which from then on is used by nobody else
 */
export async function sqliteStore(
  database: string | SqliteDatabase,
  options: SqliteOptions = {},
): Promise<SqliteStore> {
  const { organisation = 'default', migrations = 'auto', lockTimeoutMs = 5_000 } = options;
  const session = new Session(await openReady(database, migrations, lockTimeoutMs), lockTimeoutMs);
  const stores = new Map<string, Store>();
  const forOrganisation = (name: string): Store => {
    const store = stores.get(name) ?? organisationStore(name, session);
    stores.set(name, store);
    return store;
  };
  return { ...forOrganisation(organisation), forOrganisation, close: () => session.close() };
}
