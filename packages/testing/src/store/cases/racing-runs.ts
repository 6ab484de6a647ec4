import assert from 'node:assert/strict';
import type { Store } from '@berth/core';
import type { Case } from '../case.ts';
import { atOnce, count } from '../support/at-once.ts';
import { land, started } from '../support/commits.ts';
import { anEntity, entity, holdDocument, put } from '../support/documents.ts';
import { aRun, holdRun, log, logged, make, move, readRun } from '../support/runs.ts';

export function racingRuns(it: Case): void {
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
}
