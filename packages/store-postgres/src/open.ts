import { setTimeout as sleep } from 'node:timers/promises';
import { SchemaMismatch } from '@berth/core/database';
import { backoff } from './connection/backoff.ts';
import { checkOut, Unsent } from './connection/call.ts';
import { failureOf, messageOf } from './connection/failure.ts';
import type { PostgresClient, StorePool } from './connection/pool.ts';
import type { Names } from './names.ts';

/** A first CREATE of two processes at once fails for one of them, though it says IF NOT EXISTS. */
const RACES = /^(23505|42P07|42P06|42710|40001|40P01)$/;
const MAX_TRIES = 20;

/** Does something on a connection of its own, with errors that say what somebody can do. */
export async function withClient<T>(
  pool: StorePool,
  timeoutMs: number,
  use: (client: PostgresClient) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(pool, timeoutMs, use);
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (!RACES.test(String(code)) || tries === MAX_TRIES) throw explained(error);
    }
    await sleep(backoff(tries));
  }
}

async function once<T>(
  pool: StorePool,
  timeoutMs: number,
  use: (client: PostgresClient) => Promise<T>,
): Promise<T> {
  const client = await checkOut(pool, performance.now() + timeoutMs);
  const ignore = () => {};
  client.on('error', ignore);
  let isSound = false;
  try {
    const result = await use(client);
    isSound = true;
    return result;
  } finally {
    client.off('error', ignore);
    client.release(!isSound);
  }
}

function explained(error: unknown): unknown {
  if (error instanceof SchemaMismatch || error instanceof NotUsable) return error;
  const cause = error instanceof Unsent ? error.cause : error;
  const { remedy } = failureOf(cause);
  const hint = /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN/.test(String((cause as { code?: unknown }).code))
    ? 'nothing answers there; see whether the server is up and the address is right'
    : remedy;
  return new Error(`cannot use PostgreSQL: ${messageOf(cause)}${hint ? `; ${hint}` : ''}`, { cause });
}

/** The database is there, and is not as a store needs it; the message says what to do. */
class NotUsable extends Error {}

/** @throws NotUsable when a commit would be acknowledged before it is on the disk */
export async function expectDurable(client: PostgresClient): Promise<void> {
  const { rows } = await client.query({ text: 'SHOW synchronous_commit' });
  const [row] = rows as { readonly synchronous_commit: string }[];
  if (row?.synchronous_commit !== 'off') return;
  throw new NotUsable(
    'synchronous_commit is off here, so what was acknowledged could be lost when the server crashes: set it to on for this user or database, or accept that with allowAsyncCommit',
  );
}

/** @throws NotUsable naming what is pending */
export function expectUpToDate(
  pending: readonly { readonly number: number; readonly name: string }[],
  names: Names,
): void {
  if (pending.length === 0) return;
  const list = pending.map(({ number, name }) => `${number} (${name})`).join(', ');
  throw new NotUsable(
    `schema "${names.schema}" lacks migrations ${list}: "berth migrate --print" shows their SQL and "berth migrate" applies them, or open the store with migrations "auto"`,
  );
}
