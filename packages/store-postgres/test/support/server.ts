import pg from 'pg';
import { noteEngine } from '../../../../scripts/engines.ts';
import { ownServer } from './own-server.ts';

const MACHINE = 'postgres://postgres@127.0.0.1:5432/postgres';

let found: Promise<string> | undefined;

/** A server to test on: the one at `DATABASE_URL`, else this machine's, else one of our own. */
export function serverUrl(): Promise<string> {
  found ??= find();
  return found;
}

async function find(): Promise<string> {
  const given = process.env.DATABASE_URL;
  const url = given ?? ((await answers(MACHINE)) ? MACHINE : (await ownServer()).url);
  const { rows } = await ask<{ version: string }>(url, "SELECT current_setting('server_version') AS version");
  noteEngine(`PostgreSQL ${rows[0]?.version ?? ''}`);
  return url;
}

async function answers(url: string): Promise<boolean> {
  try {
    await ask(url, 'SELECT 1');
    return true;
  } catch {
    return false;
  }
}

/** One statement on a connection of its own. */
export async function ask<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<pg.QueryResult<Row>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    return await client.query<Row>(text, [...values]);
  } finally {
    await client.end();
  }
}
