import type { PostgresPool } from './connection/pool.ts';
import { storePool } from './connection/store-pool.ts';
import { namesIn } from './names.ts';
import { withClient } from './open.ts';
import { applyMigrations, type Migration, scriptOf } from './schema/migrations.ts';
import type { PostgresOptions } from './store.ts';

/** To look; a step may take longer. */
const TIMEOUT_MS = 10_000;

/** The schema of a database, for whoever wants to look before it changes. */
export interface PostgresMigrations {
  readonly pending: readonly Migration[];
  apply(): Promise<void>;
  close(): Promise<void>;
}

/** Looks at what a database lacks, and changes nothing unless asked to `apply`. */
export async function postgresMigrations(
  connection: string | PostgresPool,
  { schema = 'public', prefix = 'berth_' }: Pick<PostgresOptions, 'schema' | 'prefix'> = {},
): Promise<PostgresMigrations> {
  const names = namesIn(schema, prefix);
  const pool = storePool(connection, 1, TIMEOUT_MS);
  try {
    return {
      pending: await withClient(pool, TIMEOUT_MS, (ask) => scriptOf(ask, names)),
      apply: async () => void (await withClient(pool, TIMEOUT_MS, (ask) => applyMigrations(ask, names))),
      close: pool.end,
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
