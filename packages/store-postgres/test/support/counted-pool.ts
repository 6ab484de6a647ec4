import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { PostgresPool } from '../../src/index.ts';
import type { Statement } from '../../src/statement.ts';

/** A pool of the host, which tells what has gone through it since it was last asked. */
export function countedPool(url: string, max: number): { readonly pool: PostgresPool; heard(): Statement[] } {
  const pool = new pg.Pool({ connectionString: url, max });
  onTestFinished(() => pool.end());
  let statements: Statement[] = [];
  const known = new WeakSet<object>();
  const listen = (client: pg.PoolClient) => {
    if (known.has(client)) return;
    known.add(client);
    const query = client.query.bind(client) as (asked: Statement) => Promise<pg.QueryResult>;
    Object.assign(client, {
      query: (asked: Statement) => {
        statements.push(asked);
        return query(asked);
      },
    });
  };
  pool.on('connect', (client) => listen(client as pg.PoolClient));
  return {
    pool: pool as unknown as PostgresPool,
    heard: () => {
      const since = statements;
      statements = [];
      return since;
    },
  };
}
