import assert from 'node:assert/strict';
import type { PrunePolicy, Run, Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, started } from '../support/commits.ts';
import { at } from '../support/instants.ts';
import { anAudit, aReceipt } from '../support/records.ts';
import { append, aRun, described, ended, log, logged, make, move, type RunEvent } from '../support/runs.ts';

/** Calls until there is no more; answers with the ids that went in each call. */
async function pruneAll(store: Store, policy: PrunePolicy): Promise<readonly (readonly string[])[]> {
  const gone: (readonly string[])[] = [];
  for (let calls = 0; calls < 100; calls += 1) {
    const { runs, more } = await store.prune(policy);
    gone.push(runs.map(({ id }) => id));
    if (!more) return gone;
  }
  return assert.fail('there is no end to what may be pruned');
}

async function left(store: Store): Promise<readonly string[]> {
  return (await store.runs({ limit: 1000 })).items.map(({ id }) => id).sort();
}

async function withRuns(store: Store, ...runs: readonly Run[]): Promise<void> {
  await land(store, { runs: runs.map(make) });
}

/** Of one action, runs that were made and ended one after the other. */
function series(action: string, count: number): readonly Run[] {
  return Array.from({ length: count }, (_, index) =>
    ended(`${action}_${index}`, at(100 + index), { action, createdAt: at(index) }),
  );
}

/** A run that is there, with things that happened to it, and ends. */
async function livedThrough(store: Store, id: string, ...events: readonly RunEvent[]): Promise<void> {
  const before = await started(store, aRun(id));
  await land(store, { runs: [append(id, before.version, ...events)] });
  const moved = { type: 'moved', status: 'FAILURE', at: at(1), by: 'ada' } as const;
  await land(store, { runs: [move(before, { status: 'FAILURE', endedAt: at(1) }, [moved])] });
}

export function pruningRuns(it: Case): void {
  it('by age takes what ended before the instant, and not at it', async ({ store }) => {
    await withRuns(store, ended('r_1', at(1)), ended('r_2', at(2)), ended('r_3', at(3)));
    assert.deepEqual(await pruneAll(store, { endedBefore: at(2), limit: 10 }), [['r_1']]);
    assert.deepEqual(await left(store), ['r_2', 'r_3']);
  });

  it('by age goes by the end, whenever the run was made', async ({ store }) => {
    await withRuns(
      store,
      ended('r_1', at(9), { createdAt: at(0) }),
      ended('r_2', at(2), { createdAt: at(1) }),
    );
    assert.deepEqual(await pruneAll(store, { endedBefore: at(5), limit: 10 }), [['r_2']]);
  });

  for (const status of ['SUCCESS', 'FAILURE', 'DECLINED'] as const) {
    it(`takes a run that ended with ${status}`, async ({ store }) => {
      await withRuns(store, ended('r_1', at(1), { status }));
      assert.deepEqual(await pruneAll(store, { endedBefore: at(2), limit: 10 }), [['r_1']]);
      assert.equal(await store.run('r_1'), undefined);
    });
  }

  for (const status of ['IN_PROGRESS', 'WAITING_FOR_APPROVAL'] as const) {
    it(`never takes a run that is ${status}`, async ({ store }) => {
      await withRuns(store, aRun('r_1', { status }), ended('r_2', at(1)));
      const policy = { endedBefore: at(1_000_000), keepPerAction: 0, limit: 10 };
      assert.deepEqual(await pruneAll(store, policy), [['r_2']]);
      assert.deepEqual(await left(store), ['r_1']);
    });
  }

  it('goes by what a run has become', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    assert.deepEqual(await pruneAll(store, { endedBefore: at(9), keepPerAction: 0, limit: 10 }), [[]]);
    await land(store, { runs: [move(before, { status: 'SUCCESS', endedAt: at(1) })] });
    assert.deepEqual(await pruneAll(store, { endedBefore: at(9), limit: 10 }), [['r_1']]);
  });

  it('by number keeps so many of each action, the newest by creation', async ({ store }) => {
    await withRuns(store, ...series('deploy', 5), ...series('scale', 2), ...series('stop', 3));
    const [gone = []] = await pruneAll(store, { keepPerAction: 2, limit: 100 });
    assert.deepEqual([...gone].sort(), ['deploy_0', 'deploy_1', 'deploy_2', 'stop_0']);
  });

  it('by number goes by creation, whichever ended first', async ({ store }) => {
    const runs = [1, 2, 3].map((each) => ended(`r_${each}`, at(100 - each), { createdAt: at(each) }));
    await withRuns(store, ...runs);
    assert.deepEqual(await pruneAll(store, { keepPerAction: 1, limit: 100 }), [['r_1', 'r_2']]);
  });

  it('by number keeps the higher ids of those made at one instant', async ({ store }) => {
    await withRuns(store, ...['r_a', 'r_B', 'r_c'].map((id) => ended(id, at(1))));
    await pruneAll(store, { keepPerAction: 1, limit: 100 });
    assert.deepEqual(await left(store), ['r_c']);
  });

  it('by number does not count runs that are open', async ({ store }) => {
    const open = [1, 2, 3].map((each) => aRun(`open_${each}`, { createdAt: at(1000 + each) }));
    await withRuns(store, ...series('deploy', 3), ...open);
    assert.deepEqual(await pruneAll(store, { keepPerAction: 2, limit: 100 }), [['deploy_0']]);
  });

  it('by number may keep none', async ({ store }) => {
    await withRuns(store, ...series('deploy', 3));
    const gone = await pruneAll(store, { keepPerAction: 0, limit: 100 });
    assert.equal(gone.flat().length, 3);
    assert.deepEqual(await left(store), []);
  });

  it('by age and number takes what either lets go', async ({ store }) => {
    await withRuns(
      store,
      ...series('deploy', 4),
      ended('old', at(1), { action: 'scale' }),
      ...series('stop', 1),
    );
    const [gone = []] = await pruneAll(store, { endedBefore: at(50), keepPerAction: 2, limit: 100 });
    assert.deepEqual([...gone].sort(), ['deploy_0', 'deploy_1', 'old']);
  });

  it('without a rule takes nothing', async ({ store }) => {
    await withRuns(store, ...series('deploy', 3));
    await land(store, { audits: [anAudit('a')], receipt: aReceipt('k') });
    const nothing = { runs: [], changes: 0, audits: 0, receipts: 0, more: false };
    assert.deepEqual(await store.prune({ limit: 10 }), nothing);
    assert.deepEqual(await store.prune({ endedBefore: at(0), keepPerAction: 3, limit: 10 }), nothing);
  });

  it('takes no more at once than the limit, and says when there is more', async ({ store }) => {
    await withRuns(store, ...series('deploy', 7));
    const gone = await pruneAll(store, { endedBefore: at(1000), limit: 3 });
    assert.ok(gone.every(({ length }) => length <= 3));
    assert.equal(gone.length <= 4, true);
    assert.deepEqual(
      gone.flat().sort(),
      series('deploy', 7).map(({ id }) => id),
    );
  });

  it('batch by batch takes what it would take at once', async ({ store }) => {
    await withRuns(store, ...series('deploy', 8), ...series('scale', 5), ...series('stop', 1));
    const gone = await pruneAll(store, { keepPerAction: 2, limit: 2 });
    assert.ok(gone.every(({ length }) => length <= 2));
    assert.deepEqual(await left(store), ['deploy_6', 'deploy_7', 'scale_3', 'scale_4', 'stop_0']);
  });

  it('reports each run that it took, by id and action, and how much had happened to it', async ({
    store,
  }) => {
    await livedThrough(store, 'r_1', logged('r_1', 'a'), described('x'), logged('r_1', 'b'));
    await livedThrough(store, 'r_2');
    await withRuns(store, ended('r_3', at(1), { action: 'scale' }), ended('r_4', at(9)));
    const { runs, changes } = await store.prune({ endedBefore: at(5), limit: 10 });
    assert.deepEqual(runs.map(({ id, action }) => `${id} ${action}`).sort(), [
      'r_1 deploy',
      'r_2 deploy',
      'r_3 scale',
    ]);
    assert.equal(changes, 5);
  });

  it('reports a run once, though two prune at the same time', async ({ store, again }) => {
    await withRuns(store, ...series('deploy', 30));
    const policy = { endedBefore: at(1000), limit: 4 };
    const both = await Promise.all([pruneAll(store, policy), pruneAll(again(), policy)]);
    const gone = both.flat(2);
    assert.equal(gone.length, 30);
    assert.equal(new Set(gone).size, 30);
  });

  it('takes the log and the changes of a run with it', async ({ store }) => {
    await livedThrough(store, 'r_1', logged('r_1', 'a'), logged('r_1', 'b'));
    await store.prune({ endedBefore: at(2), limit: 10 });
    assert.deepEqual(await store.logs({ run: 'r_1', offset: 0, limit: 10 }), []);
    assert.deepEqual(await store.changes({ run: 'r_1', after: 0, limit: 10 }), []);
  });

  it('leaves nothing to a run that is made under the name of one that is gone', async ({ store }) => {
    await livedThrough(store, 'r_1', logged('r_1', 'a'), logged('r_1', 'b'));
    await store.prune({ endedBefore: at(2), limit: 10 });
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'new')] });
    assert.deepEqual(
      (await store.changes({ run: 'r_1', after: 0, limit: 10 })).map(({ seq }) => seq),
      [1],
    );
    assert.equal((await store.logs({ run: 'r_1', offset: 0, limit: 10 }))[0]?.message, 'new');
  });
}
