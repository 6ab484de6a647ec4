import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SchemaMismatch } from '@berth/core/database';
import { describe, expect, it } from 'vitest';
import { nextMessage, startChild, together } from '../../testing/test/processes/child.ts';
import { making, run } from '../../testing/test/processes/commits.ts';
import { Connection } from '../src/driver/connection.ts';
import { type SqliteDatabase, sqliteMigrations, sqliteStore } from '../src/index.ts';
import { migrate } from '../src/schema/migrate.ts';
import { openFile } from './support/engines.ts';
import { SLOW_ROWS, slowSteps } from './support/slow-steps.ts';
import { temporaryFile } from './support/temporary-file.ts';

describe('migrations by hand', () => {
  it('show the SQL of a file that is not there, without making it', async () => {
    const file = temporaryFile();
    const migrations = await sqliteMigrations(file);
    expect(migrations.pending).toMatchObject([{ number: 1, name: 'first' }]);
    expect(migrations.pending[0]?.sql).toContain('CREATE TABLE berth_runs');
    expect(existsSync(file)).toBe(false);
    await migrations.close();
  });

  it('leave a file as it is until they are applied', async () => {
    const file = temporaryFile();
    openFile(file).close();
    const before = readFileSync(file);
    const looking = await sqliteMigrations(file);
    expect(looking.pending).toHaveLength(1);
    await looking.close();
    expect(readFileSync(file)).toEqual(before);
  });

  it('are demanded by a store that is told so, which makes no file either', async () => {
    const file = temporaryFile();
    const refused = sqliteStore(file, { migrations: 'manual' });
    await expect(refused).rejects.toBeInstanceOf(SchemaMismatch);
    await expect(refused).rejects.toThrow(
      /lacks migration 1 \(first\): "berth migrate --print" shows its SQL and "berth migrate" applies it/,
    );
    expect(existsSync(file)).toBe(false);
    openFile(file).close();
    await expect(sqliteStore(file, { migrations: 'manual' })).rejects.toThrow(/lacks migration 1/);
  });

  it('let such a store open once they are applied', async () => {
    const file = temporaryFile();
    const migrations = await sqliteMigrations(file);
    await migrations.apply();
    await migrations.close();
    const store = await sqliteStore(file, { migrations: 'manual' });
    await store.commit(making(run('r_1')));
    await store.close();
    const again = await sqliteMigrations(file);
    expect(again.pending).toEqual([]);
    await again.apply();
    await again.close();
  });

  it('are taken as well by whoever runs the SQL that they show', async () => {
    const file = temporaryFile();
    const { pending, close } = await sqliteMigrations(file);
    await close();
    const database = openFile(file);
    for (const { sql } of pending) database.exec(sql);
    database.close();
    const store = await sqliteStore(file, { migrations: 'manual' });
    expect(await store.commit(making(run('r_1')))).toEqual({ committed: true });
    await store.close();
  });

  it('work on a database that the host has opened, and leave it open', async () => {
    const database = openFile(temporaryFile());
    const migrations = await sqliteMigrations(database);
    await migrations.apply();
    await migrations.close();
    expect(database.prepare('SELECT number, name FROM berth_migrations').all()).toEqual([
      { number: 1, name: 'first' },
    ]);
    database.close();
  });
});

describe('a schema that this code does not know', () => {
  const changed = async (sql: string) => {
    const file = temporaryFile();
    await (await sqliteStore(file)).close();
    const database = openFile(file);
    database.exec(sql);
    database.close();
    return file;
  };

  it('is refused when it is newer', async () => {
    const file = await changed("INSERT INTO berth_migrations VALUES (2, 'later', 'x', 'then')");
    for (const opening of [sqliteStore(file), sqliteMigrations(file)]) {
      await expect(opening).rejects.toBeInstanceOf(SchemaMismatch);
      await expect(opening).rejects.toThrow(
        /the database has schema 2.*use the version of Berth that made it/,
      );
    }
  });

  it('is refused when a step was another one', async () => {
    const file = await changed("UPDATE berth_migrations SET checksum = 'x'");
    await expect(sqliteStore(file)).rejects.toThrow(/migration 1 \(first\) was applied .* in another form/);
  });
});

describe('processes that migrate', () => {
  it('take each step once when eight start at the same moment, each time', { timeout: 60_000 }, async () => {
    const files = Array.from({ length: 10 }, temporaryFile);
    const starters = Array.from({ length: 8 }, () => startChild('starter.ts', ...files));
    const opened = await together<readonly string[]>(starters);
    expect(opened).toEqual(starters.map(() => files.map(() => 'opened')));
    for (const file of files) {
      const database = openFile(file);
      // Those who reported are only about to end, and the last of them takes the log down.
      database.exec('PRAGMA busy_timeout=30000');
      expect(database.prepare('SELECT number FROM berth_migrations').all()).toEqual([{ number: 1 }]);
      database.close();
    }
  });

  it('leave all of it or nothing when they are killed in the middle', { timeout: 60_000 }, async () => {
    const files = Array.from({ length: 6 }, temporaryFile);
    await Promise.all(files.map((file, at) => killedMigrating(file, at * 20)));
    const databases = files.map(openFile);
    const found = databases.map(progress);
    expect(found).toContain('nothing');
    expect(found).not.toContain('a part');
    for (const database of databases) {
      migrate(new Connection(database), slowSteps);
      expect(progress(database)).toBe('all');
      database.close();
    }
  });
});

async function killedMigrating(file: string, afterMs: number): Promise<void> {
  const child = startChild(`${import.meta.dirname}/programs/slow-migration.ts`, file);
  const ended = once(child, 'exit');
  await nextMessage(child);
  await sleep(afterMs);
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
}

/** How far the slow migration has come. */
function progress(database: SqliteDatabase): string {
  const tables = database.prepare('SELECT name FROM sqlite_schema').all();
  if (tables.length === 0) return 'nothing';
  const done = database
    .prepare('SELECT (SELECT count(*) FROM berth_migrations) AS steps, (SELECT count(*) FROM slow) AS slow')
    .all();
  return JSON.stringify(done) === JSON.stringify([{ steps: slowSteps.length, slow: SLOW_ROWS }])
    ? 'all'
    : 'a part';
}
