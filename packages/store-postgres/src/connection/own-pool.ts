import pg from 'pg';
import type { PostgresPool } from './pool.ts';

/** A pool of the store's own, whose server-side limits end what the client has given up. */
export function ownPool(url: string, maxConnections: number, timeoutMs: number): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: timeoutMs,
    statement_timeout: timeoutMs,
    lock_timeout: timeoutMs,
    idle_in_transaction_session_timeout: 2 * timeoutMs,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'berth',
  });
  // A connection that breaks while nobody uses it is no news: the pool has dropped it already.
  pool.on('error', () => {});
  return pool as unknown as PostgresPool;
}
