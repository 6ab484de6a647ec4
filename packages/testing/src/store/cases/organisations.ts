import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Store } from '@berth/core';
import type { Case } from '../case.ts';
import { commitOf, land, started } from '../support/commits.ts';
import {
  anEntity,
  entity,
  holdDocument,
  plant,
  put,
  readDocument,
  remove,
  versionOf,
} from '../support/documents.ts';
import { at } from '../support/instants.ts';
import { anAudit, aReceipt } from '../support/records.ts';
import { append, aRun, ended, log, logged, make, move, readRun } from '../support/runs.ts';
import { same } from '../support/same.ts';
import { snapshot } from '../support/snapshot.ts';

const target = entity('team core');
const names = { runs: ['r_1', 'old'], receipts: ['k'] };

/** One of everything that an organisation may hold, saying whose it is. */
async function fill(store: Store, owner: string): Promise<void> {
  await land(store, {
    runs: [make(aRun('r_1', { summary: owner })), make(ended('old', at(1), { summary: owner }))],
    documents: [put(entity('service a'), 0, anEntity(owner), [target])],
    audits: [anAudit('a', { by: { id: owner }, context: { run: 'r_1' } })],
    receipt: aReceipt('k', { answer: owner }),
  });
  const { version } = await readRun(store, 'r_1');
  await land(store, { runs: [append('r_1', version, logged('r_1', owner))] });
}

export function organisations(it: Case): void {
  it('see nothing of each other', async ({ store, another }) => {
    await fill(another(), 'others');
    const empty = await snapshot(another(), names);
    same(await snapshot(store, names), empty);
    assert.deepEqual(await store.find('entity', { pointingAt: target }), []);
    assert.deepEqual(await store.find('entity', { prefix: 'service ' }), []);
    assert.deepEqual(await store.audits({ run: 'r_1', limit: 10 }), []);
  });

  it('hold the same names side by side', async ({ store, another }) => {
    const other = another();
    await fill(store, 'one');
    await fill(other, 'other');
    for (const [each, owner] of [
      [store, 'one'],
      [other, 'other'],
    ] as const) {
      assert.equal((await readRun(each, 'r_1')).value.summary, owner);
      assert.deepEqual(
        (await each.runs({ limit: 10 })).items.map(({ summary }) => summary),
        [owner, owner],
      );
      assert.equal((await each.logs({ run: 'r_1', offset: 0, limit: 9 }))[0]?.message, owner);
      same(await each.changes({ run: 'r_1', after: 0, limit: 9 }), [{ seq: 1, event: logged('r_1', owner) }]);
      assert.equal((await readDocument(each, entity('service a'))).value.title, owner);
      assert.deepEqual(
        (await each.find('entity', { pointingAt: target })).map(({ value }) => value.title),
        [owner],
      );
      assert.deepEqual(
        (await each.audits({ limit: 9 })).map(({ by }) => by.id),
        [owner],
      );
      assert.equal((await each.receipt('k'))?.answer, owner);
    }
  });

  it('do not change each other', async ({ store, another }) => {
    const other = another();
    await fill(store, 'one');
    await fill(other, 'other');
    const before = await snapshot(store, names);
    const run = await readRun(other, 'r_1');
    const version = await versionOf(other, entity('service a'));
    await land(other, {
      runs: [move(run, { summary: 'moved' }, [logged('r_1', 'moved')])],
      documents: [remove(entity('service a'), version)],
    });
    same(await snapshot(store, names), before);
  });

  it('do not stand in each other’s way', async ({ store, another }) => {
    const other = another();
    const run = await started(store, aRun('r_1'));
    await plant(store, 'team core');
    const held = holdDocument(target, await versionOf(store, target));
    await fill(other, 'other');
    await plant(other, 'team core');
    await plant(other, 'team core');
    await land(store, { runs: [log('r_1', run.version, 'a')], documents: [held], receipt: aReceipt('k') });
    await land(another(), { documents: [holdDocument(target, 0)], runs: [make(aRun('r_1'))] });
  });

  it('do not prune each other', async ({ store, another }) => {
    const other = another();
    await fill(store, 'one');
    await fill(other, 'other');
    const before = await snapshot(store, names);
    const late = at(1_000_000);
    const policy = {
      endedBefore: late,
      keepPerAction: 0,
      auditsBefore: late,
      receiptsBefore: late,
      limit: 100,
    };
    const { runs, audits, receipts } = await other.prune(policy);
    assert.deepEqual([runs.length, audits, receipts], [1, 1, 1]);
    same(await snapshot(store, names), before);
  });

  it('count runs for each of them when so many are kept', async ({ store, another }) => {
    const other = another();
    await land(store, { runs: [make(ended('mine', at(1)))] });
    await land(other, { runs: [make(ended('theirs', at(9), { createdAt: at(9) }))] });
    assert.deepEqual((await store.prune({ keepPerAction: 1, limit: 10 })).runs, []);
    assert.deepEqual((await other.prune({ keepPerAction: 1, limit: 10 })).runs, []);
  });

  it('are the same, however often they are asked for', async ({ store, again }) => {
    const run = await started(store, aRun('r_1'));
    same(await readRun(again(), 'r_1'), run);
    await land(again(), { runs: [move(run, { summary: 'moved' })] });
    assert.equal((await readRun(store, 'r_1')).value.summary, 'moved');
    assert.deepEqual(await store.commit(commitOf({ runs: [move(run, {})] })), { committed: false });
  });

  it('are apart from the one that the database was opened for', async ({ store, opened }) => {
    const id = `r_${randomUUID()}`;
    await started(store, aRun(id));
    assert.equal(await opened.run(id), undefined);
    await started(opened, aRun(id, { summary: 'opened' }));
    assert.equal((await readRun(store, id)).value.summary, undefined);
  });
}
