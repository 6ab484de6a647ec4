import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { land } from '../support/commits.ts';
import { anEntity, entity, keysOf, plant, plantAll, put, sample } from '../support/documents.ts';

export function readingDocuments(it: Case): void {
  it('answers nothing to no question', async ({ store }) => {
    await plant(store, 'team core');
    assert.deepEqual(await store.documents([]), []);
  });

  it('answers in the order asked, and says where there is none', async ({ store }) => {
    await plantAll(store, ['a', 'b', 'c']);
    const found = await store.documents(['c', 'x', 'a', 'y', 'b'].map(entity));
    assert.deepEqual(
      found.map((each) => each?.value.title),
      ['c', undefined, 'a', undefined, 'b'],
    );
  });

  it('answers as often as it is asked for the same', async ({ store }) => {
    await plantAll(store, ['a', 'b']);
    const found = await store.documents(['a', 'b', 'a', 'x', 'x', 'a'].map(entity));
    assert.deepEqual(
      found.map((each) => each?.value.title),
      ['a', 'b', 'a', undefined, undefined, 'a'],
    );
  });

  it('answers for several kinds at once', async ({ store }) => {
    const refs = [{ kind: 'action', key: 'a' } as const, { kind: 'blueprint', key: 'a' } as const];
    await land(store, { documents: refs.map((ref) => put(ref, 0, sample[ref.kind](ref.kind))) });
    const found = await store.documents([...refs, entity('a'), ...refs.toReversed()]);
    assert.deepEqual(
      found.map((each) => each && 'definition' in each.value && each.value.definition.title),
      ['action', 'blueprint', undefined, 'blueprint', 'action'],
    );
  });

  it('answers for thousands at once, as a page of runs asks for what they are about', async ({ store }) => {
    const keys = Array.from({ length: 200 }, (_, index) => `team t${index}`);
    await plantAll(store, keys);
    const asked = Array.from({ length: 3000 }, (_, index) => `team t${(index * 7) % 400}`);
    const found = await store.documents(asked.map(entity));
    assert.deepEqual(
      found.map((each) => each?.value.title),
      asked.map((key) => (keys.includes(key) ? key : undefined)),
    );
  });

  it('finds all of a kind, by key', async ({ store }) => {
    await plantAll(store, [
      'team c',
      'service b',
      'team a',
      'a',
      'team b',
      'A',
      'Z',
      '-',
      '0',
      '10',
      '9',
      '_',
    ]);
    await land(store, { documents: [put({ kind: 'action', key: 'team d' }, 0, sample.action('d'))] });
    const order = ['-', '0', '10', '9', 'A', 'Z', '_', 'a', 'service b', 'team a', 'team b', 'team c'];
    assert.deepEqual(keysOf(await store.find('entity', {})), order);
  });

  it('finds with each document the version that reading it by name tells', async ({ store }) => {
    await plantAll(store, ['a', 'b']);
    await plant(store, 'a');
    assert.deepEqual(await store.find('entity', {}), await store.documents(['a', 'b'].map(entity)));
  });

  it('finds thousands', async ({ store }) => {
    const keys = Array.from({ length: 2500 }, (_, index) => `team ${String(index).padStart(4, '0')}`);
    await plantAll(store, keys.toReversed());
    assert.deepEqual(keysOf(await store.find('entity', {})), keys);
  }, 60_000);

  it('leaves what was read before as it was', async ({ store }) => {
    await plant(store, 'a');
    const [before] = await store.find('entity', {});
    await land(store, { documents: [put(entity('a'), before?.version ?? 0, anEntity('changed'))] });
    assert.equal(before?.value.title, 'a');
  });
}
