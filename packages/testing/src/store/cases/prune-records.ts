import assert from 'node:assert/strict';
import type { PrunePolicy, Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, started } from '../support/commits.ts';
import { at } from '../support/instants.ts';
import { anAudit, aReceipt } from '../support/records.ts';
import { aRun, ended, log, make, readRun } from '../support/runs.ts';

const ids = Array.from({ length: 7 }, (_, index) => `${index}`);

async function audits(store: Store): Promise<readonly string[]> {
  return (await store.audits({ limit: 1000 })).map(({ id }) => id);
}

async function receipts(store: Store): Promise<readonly string[]> {
  const found = await Promise.all(ids.map((id) => store.receipt(id)));
  return found.flatMap((receipt) => receipt?.id ?? []);
}

/** An audit record and a receipt for each of the first milliseconds. */
async function withRecords(store: Store): Promise<void> {
  for (const id of ids) {
    await land(store, {
      audits: [anAudit(id, { at: at(Number(id)), context: { run: 'r_1' } })],
      receipt: aReceipt(id, { at: at(Number(id)) }),
    });
  }
}

/** Calls until there is no more; answers with how many records went in all. */
async function pruneAll(store: Store, policy: PrunePolicy) {
  const gone = { audits: 0, receipts: 0 };
  for (let calls = 0; calls < 100; calls += 1) {
    const { audits, receipts, more } = await store.prune(policy);
    assert.ok(audits <= policy.limit && receipts <= policy.limit);
    gone.audits += audits;
    gone.receipts += receipts;
    if (!more) return gone;
  }
  return assert.fail('there is no end to what may be pruned');
}

export function pruningRecords(it: Case): void {
  it('leaves audit records of a run that goes, unless their own age is named', async ({ store }) => {
    await land(store, {
      runs: [make(ended('r_1', at(1)))],
      audits: [anAudit('a', { context: { run: 'r_1' } })],
    });
    assert.equal((await store.prune({ endedBefore: at(2), keepPerAction: 0, limit: 10 })).runs.length, 1);
    assert.deepEqual(await audits(store), ['a']);
    assert.equal((await store.audits({ run: 'r_1', limit: 10 })).length, 1);
  });

  it('takes audit records from before the instant, and not from it', async ({ store }) => {
    await withRecords(store);
    assert.deepEqual(await pruneAll(store, { auditsBefore: at(3), limit: 100 }), { audits: 3, receipts: 0 });
    assert.deepEqual(await audits(store), ['6', '5', '4', '3']);
    const ofRun = await store.audits({ run: 'r_1', limit: 10 });
    assert.deepEqual(
      ofRun.map(({ id }) => id),
      ['6', '5', '4', '3'],
    );
    assert.deepEqual(await store.audits({ id: '2', limit: 10 }), []);
  });

  it('takes all audit records when all are older', async ({ store }) => {
    await withRecords(store);
    assert.deepEqual(await pruneAll(store, { auditsBefore: at(100), limit: 100 }), {
      audits: 7,
      receipts: 0,
    });
    assert.deepEqual(await audits(store), []);
    assert.deepEqual(await store.audits({ run: 'r_1', limit: 10 }), []);
  });

  it('takes audit records of runs that stay', async ({ store }) => {
    await started(store, aRun('r_1'));
    await withRecords(store);
    await pruneAll(store, { auditsBefore: at(100), limit: 100 });
    assert.equal((await readRun(store, 'r_1')).value.id, 'r_1');
  });

  it('takes receipts from before the instant, and not from it', async ({ store }) => {
    await withRecords(store);
    assert.deepEqual(await pruneAll(store, { receiptsBefore: at(3), limit: 100 }), {
      audits: 0,
      receipts: 3,
    });
    assert.deepEqual(await receipts(store), ['3', '4', '5', '6']);
  });

  it('lets a request come anew once its receipt is gone', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'first')], receipt: aReceipt('k', { answer: 1 }) });
    await pruneAll(store, { receiptsBefore: at(1), limit: 10 });
    await land(store, { runs: [log('r_1', version, 'again')], receipt: aReceipt('k', { answer: 2 }) });
    assert.equal((await store.receipt('k'))?.answer, 2);
  });

  it('takes a few at a time, and all of them in the end', async ({ store }) => {
    await withRecords(store);
    const policy = { auditsBefore: at(6), receiptsBefore: at(5), limit: 2 };
    assert.deepEqual(await pruneAll(store, policy), { audits: 6, receipts: 5 });
    assert.deepEqual(await audits(store), ['6']);
    assert.deepEqual(await receipts(store), ['5', '6']);
  });

  it('says that there is more as long as anything is left that may go', async ({ store }) => {
    await withRecords(store);
    await land(store, { runs: [make(ended('r_1', at(0)))] });
    const { more } = await store.prune({ endedBefore: at(9), auditsBefore: at(9), limit: 6 });
    assert.equal(more, true);
    assert.equal((await store.prune({ endedBefore: at(9), auditsBefore: at(9), limit: 6 })).audits, 1);
  });

  it('takes nothing twice', async ({ store }) => {
    await withRecords(store);
    await land(store, { runs: [make(ended('r_1', at(1)))] });
    const policy = { endedBefore: at(5), auditsBefore: at(5), receiptsBefore: at(5), limit: 100 };
    await pruneAll(store, policy);
    const { runs, changes, audits, receipts } = await store.prune(policy);
    assert.deepEqual({ runs, changes, audits, receipts }, { runs: [], changes: 0, audits: 0, receipts: 0 });
  });
}
