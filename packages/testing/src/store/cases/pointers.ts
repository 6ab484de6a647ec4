import assert from 'node:assert/strict';
import type { Kind, Ref } from '@berth/core';
import type { Case } from '../case.ts';
import { land } from '../support/commits.ts';
import { anEntity, entity, plant, pointingAt, put, readDocument, sample } from '../support/documents.ts';
import { same } from '../support/same.ts';

const [core, web] = [entity('team core'), entity('team web')];

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
