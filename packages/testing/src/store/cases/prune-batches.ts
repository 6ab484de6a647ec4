import assert from 'node:assert/strict';
import type { Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, started } from '../support/commits.ts';
import { at } from '../support/instants.ts';
import { left, pruneAll, series, withRuns } from '../support/pruning.ts';
import { append, aRun, described, ended, log, logged, move, type RunEvent } from '../support/runs.ts';

/** A run that is there, with things that happened to it, and ends. */
async function livedThrough(store: Store, id: string, ...events: readonly RunEvent[]): Promise<void> {
  const before = await started(store, aRun(id));
  await land(store, { runs: [append(id, before.version, ...events)] });
  const moved = { type: 'moved', status: 'FAILURE', at: at(1), by: 'ada' } as const;
  await land(store, { runs: [move(before, { status: 'FAILURE', endedAt: at(1) }, [moved])] });
}

export function pruningBatches(it: Case): void {
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
