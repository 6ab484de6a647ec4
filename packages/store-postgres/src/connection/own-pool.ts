import pg from 'pg';
import type { StorePool } from './pool.ts';

/** Of the time that a call may take. The server gives up before the client does, so that it is known what became of the call. */
const SHARE = { lock: 0.75, statement: 0.9, connecting: 1 / 3 };

/** A connection that breaks while nobody uses it is no news: the pool has dropped it already. */
const ignore = () => {};

export function ownPool(url: string, maxConnections: number, timeoutMs: number): StorePool {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    Client: clientWithin(timeoutMs * SHARE.connecting),
    lock_timeout: Math.ceil(timeoutMs * SHARE.lock),
    statement_timeout: Math.ceil(timeoutMs * SHARE.statement),
    idle_in_transaction_session_timeout: 2 * timeoutMs,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'berth',
  });
  pool.on('error', ignore);
  return {
    options: pool.options,
    connect: () => pool.connect() as ReturnType<StorePool['connect']>,
    dropIdle: () => {
      for (let idle = pool.idleCount; idle > 0; idle -= 1) pool.connect().then(discard, ignore);
    },
    end: () => pool.end(),
  };
}

/** A connection that is never completed holds a place in the pool; its caller, whom the pool keeps waiting, has longer. */
function clientWithin(connectionTimeoutMillis: number): typeof pg.Client {
  return class extends pg.Client {
    constructor(config: pg.ClientConfig) {
      super({ ...config, connectionTimeoutMillis });
    }
  };
}

/** Not with a farewell, which nobody might take. */
function discard(client: pg.PoolClient): void {
  client.on('error', ignore);
  client.connection.stream.destroy();
  client.release(true);
}
