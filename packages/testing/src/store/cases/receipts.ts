import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { commitOf, land, started, turnedAway } from '../support/commits.ts';
import { at } from '../support/instants.ts';
import { aReceipt } from '../support/records.ts';
import { aRun, log, make, readRun } from '../support/runs.ts';
import { same } from '../support/same.ts';

export function receipts(it: Case): void {
  it('are not there before they were committed', async ({ store }) => {
    assert.equal(await store.receipt('k'), undefined);
  });

  for (const answer of [{ ok: true, value: [1, null] }, [], 'text', '', 0, false, null]) {
    it(`keep ${JSON.stringify(answer)} as an answer`, async ({ store }) => {
      await land(store, { runs: [make(aRun('r_1'))], receipt: aReceipt('k', { answer, at: at(7) }) });
      same(await store.receipt('k'), aReceipt('k', { answer, at: at(7) }));
    });
  }

  it('turn a second commit away, and keep the first answer', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'once')], receipt: aReceipt('k', { answer: 1 }) });
    await turnedAway(store, { runs: [log('r_1', version, 'twice')], receipt: aReceipt('k', { answer: 2 }) });
    const lines = await store.logs({ run: 'r_1', offset: 0, limit: 10 });
    assert.deepEqual(
      lines.map(({ message }) => message),
      ['once'],
    );
    assert.equal((await store.receipt('k'))?.answer, 1);
  });

  it('turn a second commit away, whatever else it asks for', async ({ store }) => {
    await land(store, { runs: [make(aRun('r_1'))], receipt: aReceipt('k') });
    const other = aReceipt('k', { fingerprint: 'other', at: at(99_999_999) });
    await turnedAway(store, { runs: [make(aRun('r_2'))], receipt: other });
    same(await store.receipt('k'), aReceipt('k'));
    assert.equal(await store.run('r_2'), undefined);
  });

  it('do not turn away a commit that has another, or none', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'a')], receipt: aReceipt('k') });
    await land(store, { runs: [log('r_1', version, 'b')], receipt: aReceipt('K') });
    await land(store, { runs: [log('r_1', version, 'c')] });
    assert.equal((await store.logs({ run: 'r_1', offset: 0, limit: 10 })).length, 3);
  });

  it('of a commit that was turned away are not kept', async ({ store }) => {
    await turnedAway(store, { runs: [log('r_1', 1, 'for nobody')], receipt: aReceipt('k') });
    assert.equal(await store.receipt('k'), undefined);
    await land(store, { runs: [make(aRun('r_1'))], receipt: aReceipt('k') });
  });

  it('let one of eight land that come at the same moment', async ({ store, scaled }) => {
    const { version } = await started(store, aRun('r_1'));
    for (let round = 0; round < scaled(30); round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          store.commit(
            commitOf({
              runs: [log('r_1', version, `${round} by ${index}`)],
              receipt: aReceipt(`k_${round}`, { answer: index }),
            }),
          ),
        ),
      );
      const winners = answers.flatMap(({ committed }, index) => (committed ? [index] : []));
      assert.equal(winners.length, 1, `round ${round}`);
      assert.equal((await store.receipt(`k_${round}`))?.answer, winners[0]);
      const lines = await store.logs({ run: 'r_1', offset: round, limit: 10 });
      assert.deepEqual(
        lines.map(({ message }) => message),
        [`${round} by ${winners[0]}`],
      );
    }
    assert.equal((await readRun(store, 'r_1')).version, version);
  });

  it('outlive the run that they are about', async ({ store }) => {
    const run = aRun('r_1', { status: 'SUCCESS', endedAt: at(1) });
    await land(store, { runs: [make(run)], receipt: aReceipt('k') });
    assert.equal((await store.prune({ endedBefore: at(2), limit: 10 })).runs.length, 1);
    same(await store.receipt('k'), aReceipt('k'));
  });
}
