import type { Kind, Ref, Store } from '@berth/core';
import type { SqliteDatabase } from './driver.ts';
import { migrate, pendingMigrations } from './migrations.ts';
import { News } from './news.ts';
import { openDatabase, prepareDatabase } from './open.ts';
import { patiently } from './patience.ts';
import { pruneBatch } from './prune.ts';
import {
  findDocuments,
  readAudits,
  readChanges,
  readDocument,
  readLogs,
  readReceipt,
  readRun,
  readRuns,
} from './read.ts';
import { type Prepare, preparing } from './statements.ts';
import { writeCommit } from './write.ts';
import { WriteQueue } from './write-queue.ts';

export interface SqliteOptions {
  /** Whose runs and catalog these are; `default` when there is only one organisation. */
  readonly organisation?: string;
  /** `manual`: refuse a database whose schema is not up to date, rather than bring it there. */
  readonly migrations?: 'auto' | 'manual';
  /** Milliseconds that a write may wait for other processes; then it is refused as unavailable. */
  readonly lockTimeoutMs?: number;
}

export interface SqliteStore extends Store {
  /** The store of another organisation in the same file. */
  forOrganisation(name: string): Store;
  /** Finishes what was begun, and lets go of the file. */
  close(): Promise<void>;
}

const LOCK_TIMEOUT_MS = 5000;

/**
 * A store in one file, for any number of processes of one machine. What was acknowledged is on the disk.
 * @param database the file, which is made when it is not there; or a database that the host has opened with `node:sqlite`,
 *   better-sqlite3 or libsql, and closes itself
 * @throws Error with a line that says what to do, when the file cannot be used
 */
export async function sqliteStore(
  database: string | SqliteDatabase,
  { organisation = 'default', migrations = 'auto', lockTimeoutMs = LOCK_TIMEOUT_MS }: SqliteOptions = {},
): Promise<SqliteStore> {
  const opened = await opening(database, lockTimeoutMs);
  try {
    if (migrations === 'auto') await migrate(opened, lockTimeoutMs);
    else expectUpToDate(opened);
  } catch (error) {
    if (opened !== database) opened.close();
    throw error;
  }
  return storeOn(opened, organisation, lockTimeoutMs, opened !== database);
}

async function opening(database: string | SqliteDatabase, lockTimeoutMs: number): Promise<SqliteDatabase> {
  if (typeof database === 'string') return openDatabase(database, lockTimeoutMs);
  await prepareDatabase(database, lockTimeoutMs);
  return database;
}

function expectUpToDate(database: SqliteDatabase): void {
  const pending = pendingMigrations(database).map(({ number, name }) => `${number} (${name})`);
  if (pending.length === 0) return;
  throw new Error(
    `the database lacks migrations ${pending.join(', ')}: apply them with "berth migrate", or let the store do so with migrations: "auto"`,
  );
}

function storeOn(
  database: SqliteDatabase,
  organisation: string,
  lockTimeoutMs: number,
  isOurs: boolean,
): SqliteStore {
  const prepare = preparing(database);
  const queue = new WriteQueue(database, lockTimeoutMs);
  const news = new News(prepare);
  let closed = false;

  const expectOpen = () => {
    if (closed) throw new Error('the store was closed');
  };

  function forOrganisation(org: string): Store {
    const read = async <T>(query: (prepare: Prepare) => T): Promise<T> => {
      expectOpen();
      return patiently(lockTimeoutMs, () => query(prepare));
    };
    return {
      run: (id) => read(() => readRun(prepare, org, id)),
      runs: (query) => read(() => readRuns(prepare, org, query)),
      logs: (query) => read(() => readLogs(prepare, org, query)),
      changes: (query) => read(() => readChanges(prepare, org, query)),
      documents: <K extends Kind>(refs: readonly Ref<K>[]) =>
        read(() => refs.map((ref) => readDocument(prepare, org, ref))),
      find: (kind, query) => read(() => findDocuments(prepare, org, kind, query)),
      audits: (query) => read(() => readAudits(prepare, org, query)),
      receipt: (id) => read(() => readReceipt(prepare, org, id)),
      commit: async (change) => {
        expectOpen();
        const committed = await queue.write(() => writeCommit(prepare, org, change));
        if (committed) news.of(org).committed(change);
        return { committed };
      },
      prune: async (policy) => {
        expectOpen();
        return queue.write(() => pruneBatch(prepare, org, policy));
      },
      watch: (wake) => news.watch(org, wake),
    };
  }

  return {
    ...forOrganisation(organisation),
    forOrganisation,
    close: async () => {
      if (closed) return;
      closed = true;
      await queue.drained();
      news.stop();
      if (!isOurs) return;
      try {
        database.exec('PRAGMA optimize');
      } catch {
        // Somebody else writes just now; it will be their turn.
      }
      database.close();
    },
  };
}
