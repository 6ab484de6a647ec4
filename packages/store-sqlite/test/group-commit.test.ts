import type { JsonObject } from '@berth/core';
import { StoreUnavailable } from '@berth/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commit, instant, logging, making, moving, run } from '../../testing/test/processes/commits.ts';
import { type SqliteDatabase, type SqliteStore, sqliteStore } from '../src/index.ts';
import { openFile } from './support/engines.ts';
import { listening } from './support/listening.ts';
import { temporaryFile } from './support/temporary-file.ts';

interface Opened {
  readonly database: SqliteDatabase;
  readonly store: SqliteStore;
  /** How often the disk was synced for good since the last time. */
  transactions(): number;
}

async function opened(): Promise<Opened> {
  let commits = 0;
  const database = openFile(temporaryFile());
  const store = await sqliteStore(
    listening(database, ({ sql }) => {
      if (sql === 'COMMIT') commits += 1;
    }),
  );
  onTestFinished(async () => {
    await store.close();
    database.close();
  });
  await store.commit(making(run('r_1')));
  commits = 0;
  return {
    database,
    store,
    transactions: () => {
      const since = commits;
      commits = 0;
      return since;
    },
  };
}

/** A run that cannot be written: its properties hold themselves. */
function unwritable(id: string) {
  const properties: { self?: unknown } = {};
  properties.self = properties;
  return run(id, { properties: properties as JsonObject });
}

async function messages(store: SqliteStore, id: string): Promise<readonly string[]> {
  return (await store.logs({ run: id, offset: 0, limit: 1000 })).map(({ message }) => message);
}

describe('commits of one turn of the event loop', () => {
  it('share a transaction, in the order asked, and each is answered', async () => {
    const { store, transactions } = await opened();
    const lines = Array.from({ length: 50 }, (_, line) => `line ${line}`);
    const answers = await Promise.all(lines.map((line) => store.commit(logging('r_1', line))));
    expect(answers).toEqual(lines.map(() => ({ committed: true })));
    // One, unless the machine is so busy that its time was up before all were written.
    expect(transactions()).toBeLessThan(lines.length / 5);
    expect(await messages(store, 'r_1')).toEqual(lines);
  });

  it('see each other: of two that expect the same version, the first lands', async () => {
    const { store } = await opened();
    const one = moving(run('r_1', { statusLabel: 'one' }));
    const other = moving(run('r_1', { statusLabel: 'other' }));
    const answers = await Promise.all([
      store.commit(one),
      store.commit(other),
      store.commit(logging('r_1', 'late')),
    ]);
    expect(answers.map(({ committed }) => committed)).toEqual([true, false, false]);
    expect((await store.run('r_1'))?.value.statusLabel).toBe('one');
    expect(await messages(store, 'r_1')).toEqual([]);
  });

  it('share nothing of one that conflicts, which writes nothing of what it had along', async () => {
    const { store } = await opened();
    const half = commit({
      runs: [making(run('r_2')).runs, moving(run('r_1'), 7).runs].flat(),
      documents: [{ kind: 'blueprint', key: 'b', expected: 0, next: 'touched', pointsAt: [] }],
      receipt: { id: 'k', at: instant, fingerprint: 'f', answer: 1 },
    });
    const answers = await Promise.all([
      store.commit(logging('r_1', 'before')),
      store.commit(half),
      store.commit(logging('r_1', 'after')),
    ]);
    expect(answers.map(({ committed }) => committed)).toEqual([true, false, true]);
    expect(await messages(store, 'r_1')).toEqual(['before', 'after']);
    expect(await store.run('r_2')).toBeUndefined();
    expect(await store.receipt('k')).toBeUndefined();
  });

  it('share nothing of one that throws in the middle of writing', async () => {
    const { store } = await opened();
    const bad = commit({ runs: [...logging('r_1', 'half').runs, ...making(unwritable('r_2')).runs] });
    const answers = await Promise.allSettled([
      store.commit(logging('r_1', 'before')),
      store.commit(bad),
      store.commit(logging('r_1', 'after')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await messages(store, 'r_1')).toEqual(['before', 'after']);
    expect(await store.run('r_2')).toBeUndefined();
  });

  it('are more than one transaction takes when they are very many, and none is forgotten', async () => {
    const { store, transactions } = await opened();
    const lines = Array.from({ length: 700 }, (_, line) => `line ${line}`);
    await Promise.all(lines.map((line) => store.commit(logging('r_1', line))));
    expect(transactions()).toBeGreaterThanOrEqual(3);
    expect(await messages(store, 'r_1')).toEqual(lines);
  });

  it('land before the store closes, which then takes no more', async () => {
    const file = temporaryFile();
    const store = await sqliteStore(file);
    const made = store.commit(making(run('r_1')));
    const closed = store.close();
    for (const late of [store.commit(logging('r_1', 'late')), store.run('r_1'), store.prune({ limit: 1 })]) {
      await expect(late).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(late).rejects.toThrow(/has been closed: open it again with sqliteStore/);
    }
    expect(await made).toEqual({ committed: true });
    await closed;
    await store.close();
    const again = await sqliteStore(file);
    expect(await again.run('r_1')).toBeDefined();
    await again.close();
  });
});
