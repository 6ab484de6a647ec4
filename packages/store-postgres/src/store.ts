import type { Store } from '@berth/core';
import { CommitQueue } from './commit/commit-queue.ts';
import type { PostgresPool } from './connection/pool.ts';
import { Session } from './connection/session.ts';
import { storePool } from './connection/store-pool.ts';
import { namesIn } from './names.ts';
import { expectDurable, expectUnicode, expectUpToDate, withClient } from './open.ts';
import { organisationStore } from './organisation.ts';
import { applyMigrations, pendingMigrations } from './schema/migrations.ts';
import { Watch } from './watch/watch.ts';

export interface PostgresOptions {
  /** Whose runs and catalog these are; `default` when there is only one organisation. */
  readonly organisation?: string;
  /** Where the tables are: `public`. */
  readonly schema?: string;
  /** What their names begin with: `berth_`. */
  readonly prefix?: string;
  /** `manual`: refuse a database whose schema is not up to date, rather than bring it there. */
  readonly migrations?: 'auto' | 'manual';
  /** Of the store's own pool: 10. */
  readonly maxConnections?: number;
  /** Milliseconds that a call may take in all, waiting and repeating included: 5000. */
  readonly timeoutMs?: number;
  /** Take a server that acknowledges before it has written to disk, and may so lose what it acknowledged. */
  readonly allowAsyncCommit?: boolean;
}

export interface PostgresStore extends Store {
  /** The store of another organisation in the same tables. */
  forOrganisation(name: string): Store;
  /** Tells others what is still to be told, and ends the pool, unless it is the host's. */
  close(): Promise<void>;
}

/**
 * A store on PostgreSQL, for any number of processes of any number of machines.
 * @param connection a URL, or a `Pool` of `pg` that the host has, and ends itself
 * @throws Error with a line that says what to do, when the database cannot be used
 */
export async function postgresStore(
  connection: string | PostgresPool,
  options: PostgresOptions = {},
): Promise<PostgresStore> {
  const { schema = 'public', prefix = 'berth_', migrations = 'auto', allowAsyncCommit = false } = options;
  const { organisation = 'default', maxConnections = 10, timeoutMs = 5000 } = options;
  const names = namesIn(schema, prefix);
  const pool = storePool(connection, maxConnections, timeoutMs);
  try {
    await withClient(pool, timeoutMs, async (ask) => {
      await expectUnicode(ask);
      if (!allowAsyncCommit) await expectDurable(ask);
      const pending = await pendingMigrations(ask, names);
      if (migrations === 'manual') expectUpToDate(pending, names);
      else if (pending.length > 0) await applyMigrations(ask, names);
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
  const session = new Session(pool, timeoutMs);
  let closing: Promise<void> | undefined;
  const watch = new Watch(pool, timeoutMs, names);
  const shared = { session, queue: new CommitQueue(pool, names), names, watch };
  const forOrganisation = (org: string) => organisationStore(shared, org);
  return {
    ...forOrganisation(organisation),
    forOrganisation,
    close: () => {
      closing ??= session
        .close()
        .then(() => watch.close())
        .then(pool.end);
      return closing;
    },
  };
}
