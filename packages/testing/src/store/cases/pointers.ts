import assert from 'node:assert/strict';
import type { Kind, Ref, Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land } from '../support/commits.ts';
import {
  anEntity,
  entity,
  keysOf,
  plant,
  put,
  readDocument,
  remove,
  sample,
  touch,
  versionOf,
} from '../support/documents.ts';
import { same } from '../support/same.ts';

const [core, web] = [entity('team core'), entity('team web')];

async function pointingAt(store: Store, target: Ref): Promise<readonly (string | null)[]> {
  return keysOf(await store.find('entity', { pointingAt: target }));
}

export function pointers(it: Case): void {
  it('find the documents that were said to point there, and no others', async ({ store }) => {
    await plant(store, 'service a', [core]);
    await plant(store, 'service b', [web]);
    await plant(store, 'service c', [web, core]);
    await plant(store, 'service d');
    assert.deepEqual(await pointingAt(store, core), ['service a', 'service c']);
    assert.deepEqual(await pointingAt(store, web), ['service b', 'service c']);
  });

  it('find nothing where nothing points', async ({ store }) => {
    await plant(store, 'team core', [web]);
    assert.deepEqual(await pointingAt(store, core), []);
  });

  it('give each document with its value and version', async ({ store }) => {
    await plant(store, 'service a', [core]);
    same(await store.find('entity', { pointingAt: core }), [await readDocument(store, entity('service a'))]);
  });

  it('find documents by key', async ({ store }) => {
    for (const key of ['c', 'a', 'B', 'b']) await plant(store, key, [core]);
    assert.deepEqual(await pointingAt(store, core), ['B', 'a', 'b', 'c']);
  });

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

  it('are found by the kind of the document that points', async ({ store }) => {
    const blueprint: Ref = { kind: 'blueprint', key: 'service' };
    const holders: readonly Kind[] = ['blueprint', 'action', 'entity'];
    await land(store, {
      documents: holders.map((kind) => put({ kind, key: 'name' }, 0, sample[kind](kind), [blueprint])),
    });
    for (const kind of holders) {
      const found = await store.find(kind, { pointingAt: blueprint });
      same(
        found.map(({ value }) => value),
        [sample[kind](kind)],
      );
    }
    assert.deepEqual(await store.find('credentials', { pointingAt: blueprint }), []);
  });

  it('part targets of different kinds that share a name', async ({ store }) => {
    await plant(store, 'a', [{ kind: 'blueprint', key: 'name' }]);
    await plant(store, 'b', [{ kind: 'action', key: 'name' }]);
    assert.deepEqual(await pointingAt(store, { kind: 'blueprint', key: 'name' }), ['a']);
    assert.deepEqual(await pointingAt(store, { kind: 'entity', key: 'name' }), []);
  });

  it('part targets whose names differ in a letter’s case, an accent or a sign', async ({ store }) => {
    const targets = [
      'team a',
      'Team a',
      'team á',
      'team %',
      'team _',
      "team '",
      'team \\',
      'team 🚀',
      'team',
    ];
    for (const key of targets) await plant(store, `to ${key}`, [entity(key)]);
    for (const key of targets) assert.deepEqual(await pointingAt(store, entity(key)), [`to ${key}`]);
  });

  it('are found one by one when there are hundreds of one target and of one document', async ({ store }) => {
    const targets = Array.from({ length: 300 }, (_, index) => entity(`team ${index}`));
    const sources = Array.from({ length: 300 }, (_, index) => `service ${String(index).padStart(3, '0')}`);
    await land(store, { documents: sources.map((key) => put(entity(key), 0, anEntity(key), [core])) });
    await plant(store, 'whole', targets);
    assert.deepEqual(await pointingAt(store, core), sources);
    assert.deepEqual(await pointingAt(store, entity('team 299')), ['whole']);
    await plant(store, 'whole', targets.slice(0, 299));
    assert.deepEqual(await pointingAt(store, entity('team 299')), []);
    assert.deepEqual(await pointingAt(store, entity('team 298')), ['whole']);
  });
}
