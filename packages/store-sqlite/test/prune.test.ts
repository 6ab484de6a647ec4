import { type Pruned, prune } from '@berth/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { logging, making, moving, run } from '../../testing/test/processes/commits.ts';
import { type SqliteStore, sqliteStore } from '../src/index.ts';
import { openFile } from './support/engines.ts';
import { temporaryFile } from './support/temporary-file.ts';

async function opened(): Promise<SqliteStore> {
  const store = await sqliteStore(temporaryFile());
  onTestFinished(() => store.close());
  return store;
}

function second(at: number): string {
  return `2024-01-01T00:00:${String(at).padStart(2, '0')}.000Z`;
}

/** A run of so many lines that was made and has ended at one moment. */
async function endedRun(store: SqliteStore, at: number, lines = 0, action = 'deploy'): Promise<void> {
  const made = run(`r_${action}_${at}`, { action, createdAt: second(at) });
  await store.commit(making(made));
  const messages = Array.from({ length: lines }, (_, line) => `line ${line}`);
  await store.commit(logging(made.id, ...messages));
  await store.commit(moving({ ...made, status: 'SUCCESS', endedAt: second(at) }));
}

describe('pruning', () => {
  it('takes no more changes at once than writers can wait for, yet one run at least', async () => {
    const store = await opened();
    for (const at of [1, 2, 3]) await endedRun(store, at, 3_000);
    const policy = { endedBefore: second(50), limit: 100 };
    const batches: Pruned[] = [];
    for await (const batch of prune(store, policy)) batches.push(batch);
    expect(batches.map(({ runs, changes, more }) => [runs.length, changes, more])).toEqual([
      [1, 3_000, true],
      [1, 3_000, true],
      [1, 3_000, false],
    ]);
  });

  it('removes a run whole that both rules let go, and says so once', async () => {
    const store = await opened();
    for (const at of [1, 2, 3, 4]) await endedRun(store, at, 2);
    const pruned = await store.prune({ endedBefore: second(3), keepPerAction: 1, limit: 10 });
    expect(pruned.runs.map(({ id }) => id)).toEqual(['r_deploy_1', 'r_deploy_2', 'r_deploy_3']);
    expect(pruned).toMatchObject({ changes: 6, more: false });
    expect((await store.runs({ limit: 10 })).items.map(({ id }) => id)).toEqual(['r_deploy_4']);
  });

  it('keeps so many of every action, and looks at each of very many', async () => {
    const store = await opened();
    const actions = Array.from({ length: 40 }, (_, at) => `action_${at}`);
    for (const action of actions) for (const at of [1, 2]) await endedRun(store, at, 0, action);
    const first = await store.prune({ keepPerAction: 1, limit: 25 });
    const rest = await store.prune({ keepPerAction: 1, limit: 25 });
    expect([first.runs.length, first.more, rest.runs.length, rest.more]).toEqual([25, true, 15, false]);
    const gone = [...first.runs, ...rest.runs];
    expect(gone.map(({ id }) => id).toSorted()).toEqual(actions.map((action) => `r_${action}_1`).toSorted());
  });

  it('leaves nothing of what it removes in any table, and nothing else gone', async () => {
    const database = openFile(temporaryFile());
    const store = await sqliteStore(database);
    await endedRun(store, 1, 3);
    await store.commit(making(run('r_open', { createdAt: second(0) })));
    await store.commit(logging('r_open', 'still there'));
    await store.prune({ endedBefore: second(50), keepPerAction: 0, limit: 10 });
    expect(database.prepare('SELECT id FROM berth_runs').all()).toEqual([{ id: 'r_open' }]);
    expect(database.prepare('SELECT DISTINCT run FROM berth_changes').all()).toEqual([{ run: 'r_open' }]);
    await store.close();
    database.close();
  });
});
