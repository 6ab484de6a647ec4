import { setTimeout as sleep } from 'node:timers/promises';
import { SchemaMismatch } from '@berth/core/database';
import { backoff } from './connection/backoff.ts';
import { checkOut, Unsent } from './connection/call.ts';
import { failureOf, messageOf } from './connection/failure.ts';
import type { Ask, StorePool } from './connection/pool.ts';
import { types } from './connection/types.ts';
import type { Names } from './names.ts';

/** A first CREATE of two processes at once fails for one of them, though it says IF NOT EXISTS. */
const RACES = /^(23505|42P07|42P06|42710|40001|40P01)$/;
/** Who lost has waited for the winner, so he finds it made. Another thing of the same name stays, however often one tries. */
const MAX_TRIES = 5;

/** Does something on a connection of its own, no step longer than the time, with errors that say what somebody can do. */
export async function withClient<T>(
  pool: StorePool,
  timeoutMs: number,
  use: (ask: Ask) => Promise<T>,
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

async function once<T>(pool: StorePool, timeoutMs: number, use: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await checkOut(pool, performance.now() + timeoutMs);
  const ignore = () => {};
  client.on('error', ignore);
  let isSound = false;
  try {
    const result = await use((query) => client.query({ query_timeout: timeoutMs, ...query }));
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

/** @throws NotUsable when the database cannot hold every text */
export async function expectUnicode(ask: Ask): Promise<void> {
  const encoding = await setting(ask, 'server_encoding');
  if (encoding === 'UTF8') return;
  throw new NotUsable(
    `the database keeps text as ${encoding}, which not every text can be written in: create it with ENCODING 'UTF8'`,
  );
}

async function setting(ask: Ask, name: string): Promise<string | undefined> {
  const text = 'SELECT current_setting($1) AS value';
  const { rows } = await ask({ text, values: [name], types });
  return (rows as { readonly value: string }[])[0]?.value;
}

/** @throws NotUsable when a commit would be acknowledged before it is on the disk */
export async function expectDurable(ask: Ask): Promise<void> {
  if ((await setting(ask, 'synchronous_commit')) !== 'off') return;
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
