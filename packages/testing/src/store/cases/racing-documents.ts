import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { atOnce, count } from '../support/at-once.ts';
import { land } from '../support/commits.ts';
import {
  anEntity,
  entity,
  holdDocument,
  keysOf,
  plant,
  put,
  remove,
  touch,
  versionOf,
} from '../support/documents.ts';

export function racingDocuments(it: Case): void {
  it('let one make a document of a name', async ({ store, again, scaled }) => {
    for (let round = 0; round < scaled(50); round += 1) {
      const ref = entity(`team ${round}`);
      const landed = await atOnce(
        [store, again()],
        Array.from({ length: 8 }, (_, index) => ({ documents: [put(ref, 0, anEntity(`${index}`))] })),
      );
      assert.equal(count(landed), 1);
      const [found] = await store.documents([ref]);
      assert.equal(found?.value.title, `${landed.indexOf(true)}`);
    }
  });

  it('let one make a document anew that was deleted', async ({ store, again, scaled }) => {
    const ref = entity('team core');
    for (let round = 0; round < scaled(50); round += 1) {
      await plant(store, 'team core');
      await land(store, { documents: [remove(ref, await versionOf(store, ref))] });
      const change = { documents: [put(ref, 0, anEntity('team core'))] };
      assert.equal(count(await atOnce([store, again()], [change, change, change, change])), 1);
    }
  });

  it('never both make a document and rest on its absence', async ({ store, again, scaled }) => {
    for (let round = 0; round < scaled(100); round += 1) {
      const ref = entity(`team ${round}`);
      const [made, rested] = await atOnce(
        [store, again()],
        [
          { documents: [put(ref, 0, anEntity('made')), holdDocument(entity(`guard ${round}`), 0)] },
          { documents: [put(entity(`guard ${round}`), 0, anEntity('rested')), holdDocument(ref, 0)] },
        ],
      );
      assert.ok(!(made && rested), `round ${round}`);
    }
  });

  it('never both delete a document and rest on it', async ({ store, again, scaled }) => {
    for (let round = 0; round < scaled(100); round += 1) {
      const [target, source] = [entity(`team ${round}`), entity(`service ${round}`)];
      await plant(store, target.key);
      const version = await versionOf(store, target);
      const [deleted, related] = await atOnce(
        [store, again()],
        [
          { documents: [remove(target, version), holdDocument(source, 0)] },
          { documents: [put(source, 0, anEntity(source.key), [target]), touch(target, version)] },
        ],
      );
      assert.ok(!(deleted && related), `round ${round}`);
      const dependents = keysOf(await store.find('entity', { pointingAt: target }));
      assert.deepEqual(dependents, related ? [source.key] : []);
      assert.equal((await versionOf(store, target)) === 0, deleted);
    }
  });

  it('never both write what the other rests on', async ({ store, again, scaled }) => {
    const [one, two] = [entity('team one'), entity('team two')];
    await plant(store, one.key);
    await plant(store, two.key);
    for (let round = 0; round < scaled(100); round += 1) {
      const [first, second] = await Promise.all([versionOf(store, one), versionOf(store, two)]);
      const landed = await atOnce(
        [store, again()],
        [
          { documents: [holdDocument(one, first), put(two, second, anEntity(`${round}`))] },
          { documents: [holdDocument(two, second), put(one, first, anEntity(`${round}`))] },
        ],
      );
      assert.ok(count(landed) < 2, `round ${round}`);
    }
  });

  it('that name several things in another order end, and leave them as one of them said', async ({
    store,
    again,
    scaled,
  }) => {
    const keys = ['team a', 'team b', 'team c', 'team d'];
    for (const key of keys) await plant(store, key);
    for (let round = 0; round < scaled(40); round += 1) {
      const found = await store.documents(keys.map(entity));
      const change = (order: readonly string[], title: string) => ({
        documents: order.map((key) =>
          put(entity(key), found[keys.indexOf(key)]?.version ?? 0, anEntity(title)),
        ),
      });
      const landed = await atOnce(
        [store, again()],
        [change(keys, 'there'), change(keys.toReversed(), 'back'), change(['team c', 'team a'], 'some')],
      );
      assert.ok(count(landed) <= 1, `round ${round}`);
      const titles = new Set(keysOf(await store.find('entity', {})));
      if (landed[0] || landed[1]) assert.deepEqual([...titles], [landed[0] ? 'there' : 'back']);
    }
  });
}
