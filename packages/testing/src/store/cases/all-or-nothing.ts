import assert from 'node:assert/strict';
import type { Commit, Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, started, turnedAway } from '../support/commits.ts';
import {
  anEntity,
  entity,
  holdDocument,
  keysOf,
  plant,
  put,
  readDocument,
  remove,
  touch,
  versionOf,
} from '../support/documents.ts';
import { anAudit, aReceipt } from '../support/records.ts';
import { aRun, holdRun, log, logged, make, move, readRun } from '../support/runs.ts';
import { same } from '../support/same.ts';
import { snapshot } from '../support/snapshot.ts';

const target = entity('target');
const names = { runs: ['new', 'fine', 'stale', 'unknown'], receipts: ['new', 'kept'] };

/** Something of every sort, with the versions that run and entity `stale` had before they moved. */
async function prepared(store: Store) {
  await started(store, aRun('fine'));
  const run = await started(store, aRun('stale'));
  await land(store, { runs: [move(run, { summary: 'moved' }, [logged('stale', 'moved')])] });
  for (const key of ['stale', 'gone', 'replaced', 'touched', 'deleted', 'held']) await plant(store, key);
  const [document, gone] = await Promise.all(
    [entity('stale'), entity('gone')].map((ref) => versionOf(store, ref)),
  );
  await plant(store, 'stale');
  await land(store, { documents: [remove(entity('gone'), gone ?? 0)], receipt: aReceipt('kept') });
  return { run, document: document ?? 0, gone: gone ?? 0 };
}

type Stale = Awaited<ReturnType<typeof prepared>>;

/** A commit that does a little of everything, and that nothing stands against. */
async function everything(store: Store): Promise<Commit> {
  const version = (key: string) => versionOf(store, entity(key));
  const fine = await readRun(store, 'fine');
  return {
    runs: [make(aRun('new')), move(fine, { summary: 'written' }, [logged('fine', 'written')])],
    documents: [
      put(entity('new'), 0, anEntity('new'), [target]),
      put(entity('replaced'), await version('replaced'), anEntity('written'), [target]),
      touch(entity('touched'), await version('touched')),
      remove(entity('deleted'), await version('deleted')),
      holdDocument(entity('held'), await version('held')),
      holdDocument(entity('absent'), 0),
    ],
    audits: [anAudit('new', { context: { run: 'fine' } })],
    receipt: aReceipt('new'),
  };
}

/** What may be out of date in a commit. */
const stale: Readonly<Record<string, (was: Stale) => Partial<Commit>>> = {
  'a state for a run that has moved': ({ run }) => ({ runs: [move(run, { summary: 'late' })] }),
  'a line for a run that has moved': ({ run }) => ({ runs: [log('stale', run.version, 'late')] }),
  'a guard on a run that has moved': ({ run }) => ({ runs: [holdRun('stale', run.version)] }),
  'a run that was made already': () => ({ runs: [make(aRun('stale'))] }),
  'a line for a run that is not there': () => ({ runs: [log('unknown', 1, 'late')] }),
  'a document that has moved': ({ document }) => ({
    documents: [put(entity('stale'), document, anEntity('late'))],
  }),
  'a document that was made already': () => ({ documents: [put(entity('stale'), 0, anEntity('late'))] }),
  'a document that is gone': ({ gone }) => ({ documents: [put(entity('gone'), gone, anEntity('late'))] }),
  'a touch of a document that has moved': ({ document }) => ({
    documents: [touch(entity('stale'), document)],
  }),
  'a touch of a document that is gone': ({ gone }) => ({ documents: [touch(entity('gone'), gone)] }),
  'a delete of a document that has moved': ({ document }) => ({
    documents: [remove(entity('stale'), document)],
  }),
  'a delete of a document that is gone': ({ gone }) => ({ documents: [remove(entity('gone'), gone)] }),
  'a guard on a document that has moved': ({ document }) => ({
    documents: [holdDocument(entity('stale'), document)],
  }),
  'a guard on a document that is gone': ({ gone }) => ({ documents: [holdDocument(entity('gone'), gone)] }),
  'a guard on the absence of a document that is there': () => ({
    documents: [holdDocument(entity('stale'), 0)],
  }),
  'a receipt that is there already': () => ({ receipt: aReceipt('kept') }),
};

export function allOrNothing(it: Case): void {
  it('writes all of its parts', async ({ store }) => {
    await prepared(store);
    await land(store, await everything(store));
    assert.equal((await readRun(store, 'new')).value.summary, undefined);
    assert.equal((await readRun(store, 'fine')).value.summary, 'written');
    assert.equal((await store.logs({ run: 'fine', offset: 0, limit: 10 })).length, 1);
    assert.deepEqual(keysOf(await store.find('entity', { pointingAt: target })), ['new', 'written']);
    assert.equal(await versionOf(store, entity('deleted')), 0);
    same(await store.audits({ limit: 10 }), [anAudit('new', { context: { run: 'fine' } })]);
    same(await store.receipt('new'), aReceipt('new'));
  });

  for (const [part, out] of Object.entries(stale)) {
    it(`leaves nothing of itself behind when it holds ${part}`, async ({ store }) => {
      const was = await prepared(store);
      const fine = await everything(store);
      const { runs = [], documents = [], receipt = fine.receipt } = out(was);
      const before = await snapshot(store, names);
      await turnedAway(store, {
        ...fine,
        runs: [...fine.runs, ...runs],
        documents: [...fine.documents, ...documents],
        receipt,
      });
      same(await snapshot(store, names), before);
      assert.deepEqual(await store.find('entity', { pointingAt: target }), []);
      // What stood beside it was in order.
      await land(store, fine);
    });
  }

  it('is turned away whichever of its parts comes first', async ({ store }) => {
    const { run, document } = await prepared(store);
    const fine = await everything(store);
    const before = await snapshot(store, names);
    await turnedAway(store, { ...fine, runs: [holdRun('stale', run.version), ...fine.runs] });
    await turnedAway(store, {
      ...fine,
      documents: [holdDocument(entity('stale'), document), ...fine.documents],
    });
    same(await snapshot(store, names), before);
  });

  it('lands when it holds nothing at all, and changes nothing', async ({ store }) => {
    await prepared(store);
    const before = await snapshot(store, names);
    await land(store, {});
    same(await snapshot(store, names), before);
  });

  it('may hold audit records alone', async ({ store }) => {
    await land(store, { audits: [anAudit('one'), anAudit('two')] });
    assert.equal((await store.audits({ limit: 10 })).length, 2);
  });

  it('may hold a receipt alone', async ({ store }) => {
    await land(store, { receipt: aReceipt('alone') });
    same(await store.receipt('alone'), aReceipt('alone'));
  });

  it('may write thousands of documents, as an entity with as many relations does', async ({ store }) => {
    const keys = Array.from({ length: 5000 }, (_, index) => `team t${index}`);
    await land(store, { documents: keys.map((key) => put(entity(key), 0, anEntity(key))) });
    const found = await store.documents(keys.map(entity));
    const touches = keys.map((key, index) => touch(entity(key), found[index]?.version ?? 0));
    const whole = put(entity('whole'), 0, anEntity('whole'), keys.map(entity));
    await land(store, { documents: [whole, ...touches] });
    assert.deepEqual(keysOf(await store.find('entity', { pointingAt: entity('team t4999') })), ['whole']);
    const after = await readDocument(store, entity('team t4999'));
    assert.notEqual(after.version, found[4999]?.version);
  }, 60_000);
}
