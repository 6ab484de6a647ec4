import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { land } from '../support/commits.ts';
import { entity, plant, pointingAt, readDocument, remove, touch, versionOf } from '../support/documents.ts';
import { same } from '../support/same.ts';

const [core, web] = [entity('team core'), entity('team web')];

export function movingPointers(it: Case): void {
  it('are replaced with the document', async ({ store }) => {
    await plant(store, 'service a', [core]);
    await plant(store, 'service a', [web]);
    assert.deepEqual(await pointingAt(store, core), []);
    assert.deepEqual(await pointingAt(store, web), ['service a']);
  });

  it('are gone when the document is replaced by one that points nowhere', async ({ store }) => {
    await plant(store, 'service a', [core, web]);
    await plant(store, 'service a');
    assert.deepEqual([await pointingAt(store, core), await pointingAt(store, web)], [[], []]);
  });

  it('stay where they are when others are added', async ({ store }) => {
    await plant(store, 'service a', [core]);
    await plant(store, 'service a', [core, web]);
    assert.deepEqual(await pointingAt(store, core), ['service a']);
    assert.deepEqual(await pointingAt(store, web), ['service a']);
  });

  it('are kept by a touch', async ({ store }) => {
    await plant(store, 'service a', [core]);
    const ref = entity('service a');
    await land(store, { documents: [touch(ref, await versionOf(store, ref))] });
    same(await store.find('entity', { pointingAt: core }), [await readDocument(store, ref)]);
  });

  it('are gone with the document, and not there again when it is made anew', async ({ store }) => {
    await plant(store, 'service a', [core]);
    const ref = entity('service a');
    await land(store, { documents: [remove(ref, await versionOf(store, ref))] });
    assert.deepEqual(await pointingAt(store, core), []);
    await plant(store, 'service a');
    assert.deepEqual(await pointingAt(store, core), []);
  });

  it('outlive what they lead to', async ({ store }) => {
    await plant(store, 'team core');
    await plant(store, 'service a', [core]);
    await land(store, { documents: [remove(core, await versionOf(store, core))] });
    assert.deepEqual(await pointingAt(store, core), ['service a']);
  });

  it('may lead to what is not there yet', async ({ store }) => {
    await plant(store, 'service a', [core]);
    await plant(store, 'team core');
    assert.deepEqual(await pointingAt(store, core), ['service a']);
  });

  it('may lead to the document itself', async ({ store }) => {
    await plant(store, 'team core', [core]);
    assert.deepEqual(await pointingAt(store, core), ['team core']);
    await land(store, { documents: [remove(core, await versionOf(store, core))] });
    assert.deepEqual(await pointingAt(store, core), []);
  });

  it('count once, however often a commit names the same target', async ({ store }) => {
    await plant(store, 'service a', [core, web, core, core]);
    assert.deepEqual(await pointingAt(store, core), ['service a']);
    await plant(store, 'service a', [web]);
    assert.deepEqual(await pointingAt(store, core), []);
  });
}
