import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { Commit, Store } from '@berth/core';
import type { Case } from '../case.ts';
import { commitOf, land, started } from '../support/commits.ts';
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
import { append, aRun, described, holdRun, log, logged, make, move, readRun } from '../support/runs.ts';

/** Commits all of these at once; answers which landed. */
async function atOnce(
  stores: readonly Store[],
  changes: readonly Partial<Commit>[],
): Promise<readonly boolean[]> {
  const answers = await Promise.all(
    changes.map((parts, index) => stores[index % stores.length]?.commit(commitOf(parts))),
  );
  return answers.map((answer) => answer?.committed === true);
}

function count(landed: readonly boolean[]): number {
  return landed.filter(Boolean).length;
}

export function racingCommits(it: Case): void {
  it('all land that only add lines, in one dense order', async ({ store, again }) => {
    const { version } = await started(store, aRun('r_1'));
    const names = Array.from({ length: 50 }, (_, index) => `line ${index}`);
    const stores = [store, again()];
    await Promise.all(
      names.map((name, index) => land(stores[index % 2] as Store, { runs: [log('r_1', version, name)] })),
    );
    const lines = await store.logs({ run: 'r_1', offset: 0, limit: 100 });
    assert.deepEqual(lines.map(({ message }) => message).sort(), names.toSorted());
    const changes = await store.changes({ run: 'r_1', after: 0, limit: 100 });
    assert.deepEqual(
      changes.map(({ seq }) => seq),
      names.map((_, index) => index + 1),
    );
  });

  it('keep the lines of each commit together', async ({ store, again }) => {
    const { version } = await started(store, aRun('r_1'));
    const stores = [store, again()];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        land(stores[index % 2] as Store, {
          runs: [log('r_1', version, `${index}a`, `${index}b`, `${index}c`)],
        }),
      ),
    );
    const lines = (await store.logs({ run: 'r_1', offset: 0, limit: 100 })).map(({ message }) => message);
    assert.equal(lines.length, 60);
    for (let first = 0; first < 60; first += 3) {
      const of = lines[first]?.slice(0, -1);
      assert.deepEqual(lines.slice(first, first + 3), [`${of}a`, `${of}b`, `${of}c`]);
    }
  });

  it('let one move a run, of all that read it in the same state', async ({ store, again, scaled }) => {
    const stores = [store, again()];
    for (let round = 0; round < scaled(50); round += 1) {
      const id = `r_${round}`;
      const before = await started(store, aRun(id));
      const landed = await atOnce(
        stores,
        Array.from({ length: 8 }, (_, index) => ({
          runs: [move(before, { summary: `${index}` }, [logged(id, `${index}`)])],
        })),
      );
      assert.equal(count(landed), 1);
      const winner = `${landed.indexOf(true)}`;
      assert.equal((await readRun(store, id)).value.summary, winner);
      const lines = await store.logs({ run: id, offset: 0, limit: 10 });
      assert.deepEqual(
        lines.map(({ message }) => message),
        [winner],
      );
    }
  });

  it('let one make a run of a name', async ({ store, again, scaled }) => {
    for (let round = 0; round < scaled(50); round += 1) {
      const id = `r_${round}`;
      const landed = await atOnce(
        [store, again()],
        Array.from({ length: 8 }, (_, index) => ({ runs: [make(aRun(id, { summary: `${index}` }))] })),
      );
      assert.equal(count(landed), 1);
      assert.equal((await readRun(store, id)).value.summary, `${landed.indexOf(true)}`);
    }
  });

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

  it('never both move a run and rest on it', async ({ store, again, scaled }) => {
    for (let round = 0; round < scaled(100); round += 1) {
      const id = `r_${round}`;
      const before = await started(store, aRun(id));
      const ref = entity(`service ${round}`);
      const [ended, tied] = await atOnce(
        [store, again()],
        [
          { runs: [move(before, { status: 'SUCCESS' })], documents: [holdDocument(ref, 0)] },
          { runs: [holdRun(id, before.version)], documents: [put(ref, 0, anEntity(ref.key))] },
        ],
      );
      assert.ok(!(ended && tied), `round ${round}`);
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

  it('show a state and what was committed with it at the same moment', async ({ store, again, scaled }) => {
    const total = Math.max(20, scaled(100));
    await started(store, aRun('r_1', { summary: '0' }));
    let writes = true;
    const writing = (async () => {
      for (let step = 1; step <= total; step += 1) {
        const before = await readRun(store, 'r_1');
        await land(store, { runs: [move(before, { summary: `${step}` }, [described(`${step}`)])] });
      }
      writes = false;
    })();
    const reader = again();
    const check = async () => {
      const least = Number((await readRun(reader, 'r_1')).value.summary);
      const seen = (await reader.changes({ run: 'r_1', after: 0, limit: 1000 })).length;
      const most = Number((await readRun(reader, 'r_1')).value.summary);
      assert.ok(least <= seen && seen <= most, `${seen} changes between the states ${least} and ${most}`);
    };
    await Promise.all([
      writing,
      (async () => {
        while (writes) {
          await check();
          // A store that answers at once must get to write all the same.
          await turn();
        }
      })(),
    ]);
    await check();
    assert.equal((await readRun(store, 'r_1')).value.summary, `${total}`);
  });

  it('are seen by whoever reads after they were acknowledged', async ({ store, again, scaled }) => {
    const { version } = await started(store, aRun('r_1'));
    const reader = again();
    for (let line = 1; line <= scaled(50); line += 1) {
      await land(store, { runs: [append('r_1', version, logged('r_1', `${line}`))] });
      assert.equal((await reader.logs({ run: 'r_1', offset: 0, limit: 1000 })).length, line);
    }
  });
}
