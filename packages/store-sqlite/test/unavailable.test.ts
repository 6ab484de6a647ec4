import { StoreUnavailable } from '@berth/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { logging, making, run } from '../../testing/test/processes/commits.ts';
import { type SqliteDatabase, type SqliteStore, sqliteStore } from '../src/index.ts';
import { openFile } from './support/engines.ts';
import { listening } from './support/listening.ts';
import { temporaryFile } from './support/temporary-file.ts';

interface Opened {
  readonly database: SqliteDatabase;
  readonly store: SqliteStore;
  /** Another connection to the same file. */
  readonly other: SqliteDatabase;
}

async function opened(lockTimeoutMs: number, hear: (sql: string) => void = () => {}): Promise<Opened> {
  const file = temporaryFile();
  const database = openFile(file);
  const store = await sqliteStore(
    listening(database, ({ sql }) => hear(sql)),
    { lockTimeoutMs },
  );
  await store.commit(making(run('r_1')));
  const other = openFile(file);
  onTestFinished(async () => {
    await store.close();
    other.close();
    database.close();
  });
  return { database, store, other };
}

async function failureOf(promise: Promise<unknown>): Promise<StoreUnavailable> {
  const error = await promise.then(
    () => new Error('this was to fail'),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(StoreUnavailable);
  return error;
}

async function lines(store: SqliteStore): Promise<readonly string[]> {
  return (await store.logs({ run: 'r_1', offset: 0, limit: 100 })).map(({ message }) => message);
}

const long = 'x'.repeat(200_000);

describe('a write', () => {
  it('waits for the lock of others while everything else goes on', async () => {
    const { store, other } = await opened(10_000);
    other.exec('BEGIN IMMEDIATE');
    const writing = store.commit(logging('r_1', 'patient'));
    let turns = 0;
    while (turns < 100) {
      await new Promise(setImmediate);
      turns += 1;
    }
    expect(await lines(store)).toEqual([]);
    other.exec('COMMIT');
    expect(await writing).toEqual({ committed: true });
    expect(await lines(store)).toEqual(['patient']);
  });

  it('gives up when others keep the lock for too long, with nothing written', async () => {
    const { store, other } = await opened(30);
    other.exec('BEGIN IMMEDIATE');
    const failures = await Promise.all(
      ['a', 'b'].map((line) => failureOf(store.commit(logging('r_1', line)))),
    );
    for (const failure of failures) {
      expect(failure.message).toMatch(/another process holds the lock of the database.*raise lockTimeoutMs/);
      expect(failure.mayHaveLanded).toBe(false);
    }
    other.exec('ROLLBACK');
    expect(await store.commit(logging('r_1', 'c'))).toEqual({ committed: true });
    expect(await lines(store)).toEqual(['c']);
  });

  it('that finds no space writes nothing, and the store goes on when there is some', async () => {
    const { database, store } = await opened(1_000);
    const [used] = database.prepare('PRAGMA page_count').all() as { page_count: number }[];
    database.exec(`PRAGMA max_page_count=${(used?.page_count ?? 0) + 5}`);
    const answers = await Promise.allSettled([
      store.commit(logging('r_1', 'small')),
      store.commit(logging('r_1', 'too', long)),
      store.commit(logging('r_1', 'small too')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const failure = await failureOf(store.commit(logging('r_1', long)));
    expect(failure.message).toMatch(/no space is left for the database: make some/);
    expect(failure.mayHaveLanded).toBe(false);
    expect(await lines(store)).toEqual(['small', 'small too']);
    database.exec('PRAGMA max_page_count=1000000');
    await store.commit(logging('r_1', long));
    expect(await lines(store)).toEqual(['small', 'small too', long]);
  });

  it('to a database that may only be read says so, and lands when it may be written again', async () => {
    const { database, store } = await opened(1_000);
    database.exec('PRAGMA query_only=1');
    const failure = await failureOf(store.commit(logging('r_1', 'in vain')));
    expect(failure.message).toMatch(/the database cannot be written/);
    expect(failure.mayHaveLanded).toBe(false);
    database.exec('PRAGMA query_only=0');
    await store.commit(logging('r_1', 'written'));
    expect(await lines(store)).toEqual(['written']);
  });

  it('may have landed when the disk failed in the very commit, and every write of it says so', async () => {
    let fails = false;
    const { store } = await opened(1_000, (sql) => {
      if (sql === 'COMMIT' && fails)
        throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
    });
    fails = true;
    const failures = await Promise.all(
      ['a', 'b'].map((line) => failureOf(store.commit(logging('r_1', line)))),
    );
    expect(failures.map(({ mayHaveLanded }) => mayHaveLanded)).toEqual([true, true]);
    expect(failures[0]?.message).toMatch(/failed to read or write the database/);
    fails = false;
    expect(await store.commit(logging('r_1', 'c'))).toEqual({ committed: true });
  });

  it('is tried again whole when the lock is missing at its commit', async () => {
    let fails = 2;
    const { store } = await opened(1_000, (sql) => {
      if (sql !== 'COMMIT' || fails === 0) return;
      fails -= 1;
      throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
    });
    await Promise.all(['a', 'b'].map((line) => store.commit(logging('r_1', line))));
    expect(fails).toBe(0);
    expect(await lines(store)).toEqual(['a', 'b']);
  });
});

describe('a read', () => {
  it('is tried again while a log is being recovered or begun anew', async () => {
    let fails = 3;
    const { store } = await opened(1_000, (sql) => {
      if (!sql.includes('FROM berth_runs') || fails === 0) return;
      fails -= 1;
      throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY_RECOVERY' });
    });
    fails = 3;
    expect(await store.run('r_1')).toMatchObject({ version: 1 });
    expect(fails).toBe(0);
  });
});
