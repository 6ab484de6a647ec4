import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { land, turnedAway } from '../support/commits.ts';
import {
  anEntity,
  entity,
  holdDocument,
  keysOf,
  put,
  readDocument,
  touch,
  versionOf,
} from '../support/documents.ts';
import { everything, names, prepared, stale, target } from '../support/everything.ts';
import { anAudit, aReceipt } from '../support/records.ts';
import { holdRun, readRun } from '../support/runs.ts';
import { same } from '../support/same.ts';
import { snapshot } from '../support/snapshot.ts';
import { aTask } from '../support/tasks.ts';

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
    same(await store.task({ run: 'new', kind: 'invoke' }), { value: aTask('new'), version: 1 });
    assert.equal(await store.task({ run: 'done', kind: 'invoke' }), undefined);
  });

  for (const [part, out] of Object.entries(stale)) {
    it(`leaves nothing of itself behind when it holds ${part}`, async ({ store }) => {
      const was = await prepared(store);
      const fine = await everything(store);
      const { runs = [], documents = [], tasks = [], receipt = fine.receipt } = out(was);
      const before = await snapshot(store, names);
      await turnedAway(store, {
        ...fine,
        runs: [...fine.runs, ...runs],
        documents: [...fine.documents, ...documents],
        tasks: [...fine.tasks, ...tasks],
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
