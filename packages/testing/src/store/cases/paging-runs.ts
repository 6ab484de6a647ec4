import assert from 'node:assert/strict';
import type { Run, Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, started } from '../support/commits.ts';
import { at } from '../support/instants.ts';
import { pages } from '../support/pages.ts';
import { aRun, ended, make, move } from '../support/runs.ts';
import { same } from '../support/same.ts';

/** One run for each millisecond that is named, one commit after the other. */
async function madeAt(store: Store, milliseconds: readonly number[]): Promise<void> {
  for (const [index, each] of milliseconds.entries()) {
    await land(store, { runs: [make(aRun(`r_${index}`, { createdAt: at(each) }))] });
  }
}

export function pagingRuns(it: Case): void {
  it('is newest first, whenever each was committed', async ({ store }) => {
    await madeAt(store, [5, 1, 9, 3, 7]);
    assert.deepEqual(await pages(store, { limit: 10 }), [['r_2', 'r_4', 'r_0', 'r_3', 'r_1']]);
  });

  it('has what was made at one instant by id, the last first', async ({ store }) => {
    const ids = ['r_b', 'r_10', 'r_B', 'r_9', 'r_a', 'r_', 'r'];
    await land(store, { runs: ids.map((id) => make(aRun(id))) });
    assert.deepEqual(await pages(store, { limit: 10 }), [['r_b', 'r_a', 'r_B', 'r_9', 'r_10', 'r_', 'r']]);
  });

  it('is the same list in pages of any size', async ({ store }) => {
    await madeAt(store, [5, 3, 3, 9, 1, 3, 7, 3]);
    const whole = ['r_3', 'r_6', 'r_0', 'r_7', 'r_5', 'r_2', 'r_1', 'r_4'];
    for (const limit of [1, 2, 3, 4, 7, 8, 9]) {
      const seen = await pages(store, { limit });
      assert.deepEqual(seen.flat(), whole);
      assert.equal(seen.length, Math.ceil(whole.length / limit));
    }
  });

  it('says whether there is more', async ({ store }) => {
    await madeAt(store, [1, 2, 3]);
    const more = async (limit: number) => (await store.runs({ limit })).more;
    assert.deepEqual(await Promise.all([1, 2, 3, 4].map(more)), [true, true, false, false]);
  });

  it('says of filtered runs alone whether there is more', async ({ store }) => {
    await madeAt(store, [1, 2, 3]);
    await land(store, { runs: [make(aRun('other', { action: 'scale', createdAt: at(0) }))] });
    assert.equal((await store.runs({ action: 'deploy', limit: 3 })).more, false);
    assert.equal((await store.runs({ action: 'deploy', limit: 2 })).more, true);
    assert.equal((await store.runs({ sources: ['UI'], limit: 1 })).more, false);
  });

  it('of many sources is one list in pages of any size', async ({ store }) => {
    const sources = ['UI', 'API', 'AUTOMATION'] as const;
    const runs = Array.from({ length: 12 }, (_, index) =>
      aRun(`r_${String(index).padStart(2, '0')}`, {
        source: sources[index % 3] ?? 'UI',
        createdAt: at(index >> 2),
      }),
    );
    await land(store, { runs: runs.map(make) });
    const wanted = runs.filter(({ source }) => source !== 'API').map(({ id }) => id);
    for (const limit of [1, 3, 8]) {
      const seen = await pages(store, { sources: ['AUTOMATION', 'UI'], limit });
      assert.deepEqual(seen.flat(), wanted.toReversed());
    }
  });

  it('goes on behind a place where no run is, or is any more', async ({ store }) => {
    await madeAt(store, [1, 2, 3]);
    const behind = (milliseconds: number, id: string) =>
      pages(store, { limit: 10, after: { createdAt: at(milliseconds), id } });
    assert.deepEqual(await behind(2, 'r_1'), [['r_0']]);
    assert.deepEqual(await behind(2, 'r_0'), [['r_0']]);
    assert.deepEqual(await behind(2, 'r_2'), [['r_1', 'r_0']]);
    assert.deepEqual(await behind(9, 'zzz'), [['r_2', 'r_1', 'r_0']]);
    assert.deepEqual(await behind(0, 'zzz'), [[]]);
  });

  it('goes on behind a run that was pruned after its page was read', async ({ store }) => {
    const runs = [1, 2, 3, 4].map((each) =>
      ended(`r_${each}`, at(each === 3 ? 10 : 20), { createdAt: at(each) }),
    );
    await land(store, { runs: runs.map(make) });
    const seen = await pages(store, { limit: 2 }, async () => {
      assert.equal((await store.prune({ endedBefore: at(11), limit: 10 })).runs[0]?.id, 'r_3');
    });
    assert.deepEqual(seen, [
      ['r_4', 'r_3'],
      ['r_2', 'r_1'],
    ]);
  });

  it('neither repeats nor skips what was there, while others are made', async ({ store }) => {
    await madeAt(
      store,
      Array.from({ length: 20 }, (_, index) => index * 10),
    );
    let late = 0;
    const seen = await pages(store, { limit: 3 }, async (page) => {
      const [first, last] = [page[0] as Run, page.at(-1) as Run];
      for (const createdAt of [first.createdAt, last.createdAt, at(1000)]) {
        late += 1;
        await land(store, { runs: [make(aRun(`late_${late}`, { createdAt }))] });
      }
    });
    const old = seen.flat().filter((id) => id.startsWith('r_'));
    assert.deepEqual(
      old,
      Array.from({ length: 20 }, (_, index) => `r_${19 - index}`),
    );
    assert.equal(new Set(seen.flat()).size, seen.flat().length);
  });

  it('keeps a run in its place when it moves', async ({ store }) => {
    await madeAt(store, [1, 2, 3]);
    const before = await store.run('r_0');
    if (!before) throw new Error('the run was just made');
    await land(store, { runs: [move(before, { updatedAt: at(99), summary: 'moved' })] });
    assert.deepEqual(await pages(store, { limit: 10 }), [['r_2', 'r_1', 'r_0']]);
  });

  it('has runs as reading them by name does', async ({ store }) => {
    const { value } = await started(store, aRun('r_1', { link: ['a', 'b'], approvers: ['ada'] }));
    same((await store.runs({ limit: 1 })).items, [value]);
  });

  it('has a thousand in a page', async ({ store }) => {
    const runs = Array.from({ length: 1001 }, (_, index) =>
      aRun(`r_${String(index).padStart(4, '0')}`, { createdAt: at(index % 7) }),
    );
    for (let first = 0; first < runs.length; first += 100) {
      await land(store, { runs: runs.slice(first, first + 100).map(make) });
    }
    const seen = await pages(store, { limit: 1000 });
    assert.deepEqual(
      seen.map(({ length }) => length),
      [1000, 1],
    );
    assert.equal(new Set(seen.flat()).size, 1001);
  });
}
