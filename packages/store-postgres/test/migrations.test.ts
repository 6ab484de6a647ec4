import { Client } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startChild, together } from '../../testing/test/processes/child.ts';
import { making, run } from '../../testing/test/processes/commits.ts';
import { postgresMigrations, postgresStore } from '../src/index.ts';
import { freshPlace, freshStore } from './support/schema.ts';
import { ask, serverUrl } from './support/server.ts';

const STARTERS = 8;
const ROUNDS = 4;

async function applied(url: string, schema: string): Promise<readonly number[]> {
  const { rows } = await ask<{ number: number }>(
    url,
    `SELECT number FROM ${schema}.berth_migrations WHERE number > 0 ORDER BY number`,
  );
  return rows.map(({ number }) => number);
}

/** The connection that waits for somebody else's lock while it brings this schema up to date, once there is one. */
async function waitingIn(schema: string): Promise<number> {
  const url = await serverUrl();
  let pid: number | undefined;
  await expect
    .poll(async () => {
      const { rows } = await ask<{ pid: number }>(
        url,
        `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%'`,
        [schema],
      );
      pid = rows[0]?.pid;
      return pid;
    })
    .toBeDefined();
  return pid ?? 0;
}

describe('a schema', () => {
  it('is brought up to date once by eight processes that start at once', { timeout: 60_000 }, async () => {
    const places = await Promise.all(Array.from({ length: ROUNDS }, () => freshPlace()));
    const where = places.map(({ url, schema }) => `${url}#${schema}`);
    const reports = await together<readonly string[]>(
      Array.from({ length: STARTERS }, () => startChild('starter.ts', ...where)),
    );
    expect(reports.flat()).toEqual(Array(STARTERS * ROUNDS).fill('opened'));
    for (const { url, schema } of places) expect(await applied(url, schema)).toEqual([1]);
  });

  it('is left alone by whoever only looks, and by whoever wants to be asked', async () => {
    const { url, schema } = await freshPlace();
    const migrations = await postgresMigrations(url, { schema });
    expect(migrations.pending.map(({ number }) => number)).toEqual([1]);
    await migrations.close();
    await expect(postgresStore(url, { schema, migrations: 'manual' })).rejects.toThrow(
      /lacks migrations 1 \(.*\): "berth migrate --print" shows their SQL/,
    );
    const { rows } = await ask(url, `SELECT 1 FROM pg_namespace WHERE nspname = '${schema}'`);
    expect(rows).toEqual([]);
  });

  it('is as good when somebody ran the SQL by hand', async () => {
    const { url, schema } = await freshPlace();
    const migrations = await postgresMigrations(url, { schema });
    await ask(url, migrations.pending.map(({ sql }) => sql).join('\n'));
    await migrations.close();
    const store = await postgresStore(url, { schema, migrations: 'manual' });
    expect(await store.commit(making(run('r_1')))).toEqual({ committed: true });
    await store.close();
  });

  it('is not half there when a step fails, and is there when it is tried again', async () => {
    const { url, schema } = await freshPlace();
    await ask(url, `CREATE SCHEMA ${schema}`);
    // In the way of the last table of the step.
    await ask(url, `CREATE VIEW ${schema}.berth_receipts AS SELECT 1 AS one`);
    await expect(postgresStore(url, { schema })).rejects.toThrow('"berth_receipts" already exists');
    const tables = `SELECT 1 FROM pg_tables WHERE schemaname = '${schema}'`;
    expect((await ask(url, tables)).rows).toEqual([]);
    await ask(url, `DROP VIEW ${schema}.berth_receipts`);
    await (await postgresStore(url, { schema })).close();
    expect(await applied(url, schema)).toEqual([1]);
  });

  it('is not half there when the process dies in the middle of a step', async () => {
    const { url, schema } = await freshPlace();
    const blocker = new Client(url);
    await blocker.connect();
    onTestFinished(() => blocker.end());
    await blocker.query(`CREATE SCHEMA ${schema}`);
    await blocker.query('BEGIN');
    // The step has to wait here, with most of its work done.
    await blocker.query(`CREATE TABLE ${schema}.berth_receipts ()`);
    const opening = postgresStore(url, { schema }).catch((error: unknown) => error);
    const pid = await waitingIn(schema);
    await ask(url, 'SELECT pg_terminate_backend($1)', [pid]);
    expect(await opening).toBeInstanceOf(Error);
    await blocker.query('ROLLBACK');
    const tables = `SELECT 1 FROM pg_tables WHERE schemaname = '${schema}'`;
    expect((await ask(url, tables)).rows).toEqual([]);
    await (await postgresStore(url, { schema })).close();
    expect(await applied(url, schema)).toEqual([1]);
  });

  it('may take longer than a call, and is waited for by whoever starts meanwhile', async () => {
    const { url, schema } = await freshPlace();
    const other = new Client(url);
    await other.connect();
    onTestFinished(() => other.end());
    const migrations = await postgresMigrations(url, { schema });
    const [script = ''] = migrations.pending.map(({ sql }) => sql);
    await migrations.close();
    // Another process, in the middle of the step.
    await other.query(script.replace(/COMMIT;$/, ''));
    const opening = postgresStore(url, { schema, timeoutMs: 200 });
    await waitingIn(schema);
    await other.query('SELECT pg_sleep(0.5)');
    await other.query('COMMIT');
    const store = await opening;
    expect(await applied(url, schema)).toEqual([1]);
    await store.close();
  });

  it('that is newer than the code is refused, and so is one that was made otherwise', async () => {
    const { url, schema } = await freshStore();
    await ask(url, `INSERT INTO ${schema}.berth_migrations (number, name, checksum) VALUES (2, 'new', 'x')`);
    await expect(postgresStore(url, { schema })).rejects.toThrow(
      'the database has schema 2, and this version of Berth knows schemas up to 1',
    );
    await ask(url, `DELETE FROM ${schema}.berth_migrations WHERE number = 2`);
    await ask(url, `UPDATE ${schema}.berth_migrations SET checksum = 'y' WHERE number = 1`);
    await expect(postgresStore(url, { schema })).rejects.toThrow(/migration 1 .* in another form/);
  });
});
