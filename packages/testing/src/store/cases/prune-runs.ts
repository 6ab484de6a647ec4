import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { land, started } from '../support/commits.ts';
import { at } from '../support/instants.ts';
import { left, pruneAll, series, withRuns } from '../support/pruning.ts';
import { anAudit, aReceipt } from '../support/records.ts';
import { aRun, ended, move } from '../support/runs.ts';

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
}
