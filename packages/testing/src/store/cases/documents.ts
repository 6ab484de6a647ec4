import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { land, turnedAway } from '../support/commits.ts';
import { kinds, put, readDocument, remove, sample, touch } from '../support/documents.ts';
import { same } from '../support/same.ts';

/** What holds of a document, whatever its kind. */
export function documents(it: Case): void {
  for (const kind of kinds) {
    const ref = { kind, key: 'name' };
    const [first, second] = [sample[kind]('first'), sample[kind]('second')];

    it(`of kind ${kind} is not there before it is made`, async ({ store }) => {
      assert.deepEqual(await store.documents([ref]), [undefined]);
      assert.deepEqual(await store.find(kind, {}), []);
    });

    it(`of kind ${kind} is read back as it was handed over, by name and among all`, async ({ store }) => {
      await land(store, { documents: [put(ref, 0, first)] });
      const found = await readDocument(store, ref);
      same(found.value, first);
      assert.ok(Number.isSafeInteger(found.version) && found.version !== 0);
      same(await store.find(kind, {}), [found]);
    });

    it(`of kind ${kind} cannot be made a second time`, async ({ store }) => {
      await land(store, { documents: [put(ref, 0, first)] });
      await turnedAway(store, { documents: [put(ref, 0, second)] });
      same((await readDocument(store, ref)).value, first);
    });

    it(`of kind ${kind} is replaced under a new version`, async ({ store }) => {
      await land(store, { documents: [put(ref, 0, first)] });
      const before = await readDocument(store, ref);
      await land(store, { documents: [put(ref, before.version, second)] });
      const after = await readDocument(store, ref);
      same(after.value, second);
      assert.notEqual(after.version, before.version);
      await turnedAway(store, { documents: [put(ref, before.version, first)] });
    });

    it(`of kind ${kind} is kept by a touch, under a new version`, async ({ store }) => {
      await land(store, { documents: [put(ref, 0, first)] });
      const before = await readDocument(store, ref);
      await land(store, { documents: [touch(ref, before.version)] });
      const after = await readDocument(store, ref);
      same(after.value, first);
      assert.notEqual(after.version, before.version);
      await turnedAway(store, { documents: [touch(ref, before.version)] });
    });

    it(`of kind ${kind} is gone once it was deleted, and can be made anew`, async ({ store }) => {
      await land(store, { documents: [put(ref, 0, first)] });
      await land(store, { documents: [remove(ref, (await readDocument(store, ref)).version)] });
      assert.deepEqual(await store.documents([ref]), [undefined]);
      assert.deepEqual(await store.find(kind, {}), []);
      await land(store, { documents: [put(ref, 0, second)] });
      same((await readDocument(store, ref)).value, second);
    });
  }

  it('of one kind is no other’s, though they share a name', async ({ store }) => {
    await land(store, { documents: kinds.map((kind) => put({ kind, key: 'name' }, 0, sample[kind](kind))) });
    const { version } = await readDocument(store, { kind: 'action', key: 'name' });
    await land(store, { documents: [remove({ kind: 'action', key: 'name' }, version)] });
    const left = await store.documents(kinds.map((kind) => ({ kind, key: 'name' })));
    same(
      left.map((found) => found?.value ?? null),
      kinds.map((kind) => (kind === 'action' ? null : sample[kind](kind))),
    );
    assert.deepEqual(await store.find('action', {}), []);
  });
}
