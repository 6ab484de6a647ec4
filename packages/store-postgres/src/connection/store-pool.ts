import { ownPool } from './own-pool.ts';
import type { PostgresPool, StorePool } from './pool.ts';

export function storePool(
  connection: string | PostgresPool,
  maxConnections: number,
  timeoutMs: number,
): StorePool {
  return typeof connection === 'string'
    ? ownPool(connection, maxConnections, timeoutMs)
    : hostPool(connection);
}

function hostPool(pool: PostgresPool): StorePool {
  // A connection that breaks while nobody uses it is no news, since the pool drops it; unheard, it would end the process.
  const ignore = () => {};
  pool.on('error', ignore);
  return {
    options: pool.options,
    connect: () => pool.connect(),
    dropIdle: () => {},
    end: async () => void pool.off('error', ignore),
  };
}
