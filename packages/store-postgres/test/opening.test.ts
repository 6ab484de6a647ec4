import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { instant, logging, making, run } from '../../testing/test/processes/commits.ts';
import { type PostgresOptions, postgresMigrations, postgresStore } from '../src/index.ts';
import { type OwnServer, ownServer } from './support/own-server.ts';
import { freshPlace, freshStore } from './support/schema.ts';
import { ask, serverUrl } from './support/server.ts';

async function refusal(url: string, options: PostgresOptions = {}): Promise<string> {
  const opened = await postgresStore(url, { timeoutMs: 2000, ...options }).catch((error: unknown) => error);
  if (!(opened instanceof Error)) throw new Error('it was opened');
  expect(opened.message).not.toContain('\n');
  return opened.message;
}

/** The URL with parts replaced. */
function but(
  url: string,
  parts: Partial<Pick<URL, 'password' | 'pathname' | 'port' | 'username' | 'search'>>,
): string {
  return Object.assign(new URL(url), parts).href;
}

describe('a database that cannot be used is refused with a line that names the remedy', () => {
  let own: OwnServer;
  beforeAll(async () => {
    own = await ownServer();
  }, 60_000);
  afterAll(() => own.remove());

  it('when the password is wrong', async () => {
    expect(await refusal(but(own.url, { password: 'wrong' }))).toMatch(
      /password authentication failed.*; the user or the password is not accepted; look at the connection URL/,
    );
  });

  it('when there is no such database', async () => {
    expect(await refusal(but(own.url, { pathname: '/nowhere' }))).toMatch(
      /"nowhere" does not exist; the database does not exist; create it, or name another one in the connection URL/,
    );
  });

  it('when nothing answers', async () => {
    expect(await refusal(but(own.url, { port: '1' }))).toMatch(/ECONNREFUSED.*; nothing answers there/);
  });

  it('when the user may not create what is missing', async () => {
    await ask(own.url, "CREATE ROLE reader LOGIN PASSWORD 'berth'");
    const reader = but(own.url, { username: 'reader' });
    expect(await refusal(reader, { schema: 'not_there' })).toMatch(
      /permission denied.*; this user lacks a privilege; grant it, or apply the migrations as another user/,
    );
  });

  it('but a user who may only use what is there can', async () => {
    await (await postgresStore(own.url, { schema: 'ready' })).close();
    await ask(own.url, "CREATE ROLE user_only LOGIN PASSWORD 'berth'");
    await ask(own.url, 'GRANT USAGE ON SCHEMA ready TO user_only');
    await ask(own.url, 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ready TO user_only');
    const store = await postgresStore(but(own.url, { username: 'user_only' }), { schema: 'ready' });
    expect(await store.commit(making(run('r_1')))).toEqual({ committed: true });
    await store.close();
  });

  it('but a user who may create tables in a schema that is there can', async () => {
    await ask(own.url, "CREATE ROLE maker LOGIN PASSWORD 'berth'");
    await ask(own.url, 'CREATE SCHEMA made AUTHORIZATION maker');
    const maker = but(own.url, { username: 'maker' });
    const migrations = await postgresMigrations(maker, { schema: 'made', prefix: 'by_hand_' });
    await ask(maker, migrations.pending.map(({ sql }) => sql).join('\n'));
    await migrations.close();
    await (await postgresStore(maker, { schema: 'made', prefix: 'by_hand_', migrations: 'manual' })).close();
    await (await postgresStore(maker, { schema: 'made' })).close();
  });

  it('when it acknowledges before it has written, unless that is asked for', async () => {
    const careless = but(own.url, { search: '?options=-c%20synchronous_commit%3Doff' });
    expect(await refusal(careless)).toMatch(
      /synchronous_commit is off.*set it to on.*or accept that with allowAsyncCommit/,
    );
    await (await postgresStore(careless, { allowAsyncCommit: true })).close();
  });

  it('when it cannot hold every text', async () => {
    await ask(own.url, `CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`);
    expect(await refusal(but(own.url, { pathname: '/narrow' }))).toMatch(
      /keeps text as LATIN1.*create it with ENCODING 'UTF8'/,
    );
  });

  it('when its disk can be read only', async () => {
    const reading = but(own.url, { search: '?options=-c%20default_transaction_read_only%3Don' });
    expect(await refusal(reading, { schema: 'never_there' })).toMatch(
      /read-only transaction.*; the server is read-only, perhaps a standby; point the store at the primary/,
    );
  });
});

describe('a name that would become part of SQL', () => {
  it.each([
    { schema: 'a"b' },
    { schema: 'A' },
    { schema: '1a' },
    { prefix: '' },
    { prefix: 'a;b' },
    { prefix: `a${'b'.repeat(41)}` },
  ])('is refused when it is %o', async (options) => {
    await expect(postgresStore('postgres://127.0.0.1:1/none', options)).rejects.toThrow(TypeError);
  });
});

describe('a pool of the host', () => {
  it('serves stores of several schemas and prefixes side by side, and outlives them', async () => {
    const url = await serverUrl();
    const pool = new Pool({ connectionString: url, max: 3 });
    onTestFinished(() => pool.end());
    const places = [await freshPlace(), await freshPlace()];
    const stores = await Promise.all(
      places.flatMap(({ schema }) => [
        postgresStore(pool, { schema }),
        postgresStore(pool, { schema, prefix: 'another_' }),
      ]),
    );
    for (const [at, store] of stores.entries()) {
      expect(await store.commit(making(run('r_1', { summary: `of ${at}` })))).toEqual({ committed: true });
    }
    const summaries = await Promise.all(stores.map(async (store) => (await store.run('r_1'))?.value.summary));
    expect(summaries).toEqual(['of 0', 'of 1', 'of 2', 'of 3']);
    await Promise.all(stores.map((store) => store.close()));
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('may be told to forget what was prepared on its connections, and may lose those that are idle', async () => {
    const { url, schema } = await freshPlace();
    const pool = new Pool({ connectionString: url, max: 1 });
    onTestFinished(() => pool.end());
    const store = await postgresStore(pool, { schema });
    await store.commit(making(run('r_1')));
    for (const forget of ['DEALLOCATE ALL', 'DISCARD ALL']) {
      expect((await store.run('r_1'))?.version).toBe(1);
      await pool.query(forget);
      expect((await store.run('r_1'))?.version).toBe(1);
    }
    const { rows } = await pool.query('SELECT pg_backend_pid() AS pid');
    await ask(url, `SELECT pg_terminate_backend(${rows[0].pid})`);
    await expect.poll(() => pool.totalCount).toBe(0);
    expect((await store.run('r_1'))?.version).toBe(1);
  });

  it('may hold a connection to a server that only reads now: another one is taken', async () => {
    const { url, schema } = await freshPlace();
    const pool = new Pool({ connectionString: url, max: 1 });
    onTestFinished(() => pool.end());
    const store = await postgresStore(pool, { schema });
    await pool.query('SET default_transaction_read_only = on');
    expect(await store.commit(making(run('r_1')))).toEqual({ committed: true });
  });

  it('that the host has ended, or that it has no connection left in, is not available', async () => {
    const { url, schema } = await freshPlace();
    const pool = new Pool({ connectionString: url, max: 1 });
    const store = await postgresStore(pool, { schema, timeoutMs: 500 });
    const taken = await pool.connect();
    const refusal = { name: 'StoreUnavailable', mayHaveLanded: false };
    await expect(store.commit(making(run('r_1')))).rejects.toMatchObject(refusal);
    taken.release();
    expect(await store.commit(making(run('r_1')))).toEqual({ committed: true });
    await pool.end();
    await expect(store.run('r_1')).rejects.toMatchObject({
      ...refusal,
      message: expect.stringContaining('Cannot use a pool after calling end on the pool'),
    });
  });

  it('may read types in a way of its own, and dates in any form', async () => {
    const { url, schema } = await freshPlace();
    const pool = new Pool({
      connectionString: url,
      max: 2,
      types: { getTypeParser: () => (text: unknown) => `the host's ${text}` },
      options: '-c DateStyle=German -c TimeZone=Asia/Kathmandu',
    });
    onTestFinished(() => pool.end());
    const store = await postgresStore(pool, { schema });
    const receipt = { id: 'k', at: instant, fingerprint: 'f', answer: { a: 1 } };
    await store.commit(making(run('r_1')));
    await store.commit({ ...logging('r_1', 'a line'), receipt });
    expect(await store.run('r_1')).toMatchObject({ version: 1, value: { id: 'r_1', createdAt: instant } });
    expect(await store.changes({ run: 'r_1', after: 0, limit: 9 })).toMatchObject([
      { seq: 1, event: { type: 'logged', log: { message: 'a line' } } },
    ]);
    expect(await store.receipt('k')).toEqual(receipt);
    const list = await store.runs({ limit: 1, after: { createdAt: '2024-01-01T00:00:00.001Z', id: 'r_0' } });
    expect(list.items.map(({ id }) => id)).toEqual(['r_1']);
  });
});

it('a store that was closed says so', async () => {
  const store = await freshStore();
  await store.close();
  await expect(store.run('r_1')).rejects.toThrow('closed');
});
