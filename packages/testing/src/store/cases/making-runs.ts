import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { land, started, turnedAway } from '../support/commits.ts';
import { aRun, make, readRun } from '../support/runs.ts';
import { same } from '../support/same.ts';

export function makingRuns(it: Case): void {
  it('is read back as it was handed over', async ({ store }) => {
    const run = aRun('r_1', { summary: 'on its way', link: ['https://ci/1'], email: 'ada@example.com' });
    same((await started(store, run)).value, run);
  });

  it('is not there before', async ({ store }) => {
    assert.equal(await store.run('r_1'), undefined);
  });

  it('cannot be made a second time', async ({ store }) => {
    const first = await started(store, aRun('r_1', { summary: 'first' }));
    await turnedAway(store, { runs: [make(aRun('r_1', { summary: 'second' }))] });
    same(await readRun(store, 'r_1'), first);
  });

  it('does not keep another from being made', async ({ store }) => {
    await land(store, { runs: [make(aRun('r_1'))] });
    await land(store, { runs: [make(aRun('r_2'))] });
    same((await readRun(store, 'r_1')).value.id, 'r_1');
    same((await readRun(store, 'r_2')).value.id, 'r_2');
  });
}
