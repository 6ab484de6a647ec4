import { describe, expect, it } from 'vitest';
import { startChild, together } from '../../testing/test/processes/child.ts';
import { making, run } from '../../testing/test/processes/commits.ts';
import { postgresMigrations, postgresStore } from '../src/index.ts';
import { freshPlace, freshStore } from './support/schema.ts';
import { ask } from './support/server.ts';

const STARTERS = 8;
const ROUNDS = 4;
const starter = `${import.meta.dirname}/programs/starter.ts`;

async function applied(url: string, schema: string): Promise<readonly number[]> {
  const { rows } = await ask<{ number: number }>(
    url,
    `SELECT number FROM ${schema}.berth_migrations WHERE number > 0 ORDER BY number`,
  );
  return rows.map(({ number }) => number);
}

describe('a schema', () => {
  it('is brought up to date once by eight processes that start at once', { timeout: 60_000 }, async () => {
    const places = await Promise.all(Array.from({ length: ROUNDS }, () => freshPlace()));
    const where = places.map(({ url, schema }) => `${url}#${schema}`);
    const reports = await together<readonly string[]>(
      Array.from({ length: STARTERS }, () => startChild(starter, ...where)),
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
