import type { Statement } from '../statement.ts';
import { isAnswer, isSharedFate } from './failure.ts';
import type { PostgresClient, StorePool } from './pool.ts';
import { types } from './types.ts';

/** It never reached the server, so nothing came of it. */
export class Unsent extends Error {
  override readonly name = 'Unsent';
}

const ignore = () => {};

/** One statement on one connection of the pool. A connection that may be broken is not given back. */
export async function call(
  pool: StorePool,
  { name, text, values }: Statement,
  deadline: number,
): Promise<readonly unknown[]> {
  const client = await checkOut(pool, deadline);
  // A connection that breaks says so twice: to the query, and to whoever listens; without a listener the process would end.
  client.on('error', ignore);
  let isSound = false;
  try {
    const query = { ...(name === undefined ? {} : { name }), text, values: [...values] };
    const { rows } = await client.query({
      ...query,
      types,
      query_timeout: Math.max(1, deadline - performance.now()),
    });
    isSound = true;
    return rows;
  } catch (error) {
    isSound = isAnswer(error);
    if (isSharedFate(error)) pool.dropIdle();
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(!isSound);
  }
}

/** A host's pool may wait for ever; a connection that comes too late goes straight back. */
export async function checkOut(pool: StorePool, deadline: number): Promise<PostgresClient> {
  let timer: NodeJS.Timeout | undefined;
  const connecting = pool.connect();
  const tooLate = new Promise<never>((_, reject) => {
    const give = () => reject(new Error('timeout: no connection became free'));
    timer = setTimeout(give, Math.max(1, deadline - performance.now()));
  });
  try {
    return await Promise.race([connecting, tooLate]);
  } catch (cause) {
    connecting.then((client) => client.release(), ignore);
    throw new Unsent('no connection', { cause });
  } finally {
    clearTimeout(timer);
  }
}
