import assert from 'node:assert/strict';
import type { Run, RunQuery, RunSource, Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, started } from '../support/commits.ts';
import { at } from '../support/instants.ts';
import { aRun, make, move, readRun } from '../support/runs.ts';

type Filter = Omit<RunQuery, 'after' | 'limit'>;
type Named = Exclude<keyof Filter, 'sources'>;

/** Each filter, the key of a run that it is about, and two values that part runs. */
const filters: Readonly<Record<Named, readonly [key: keyof Run, one: string, other: string | undefined]>> = {
  action: ['action', 'deploy', 'scale'],
  blueprint: ['blueprint', 'service', undefined],
  entity: ['entity', 'checkout', undefined],
  status: ['status', 'IN_PROGRESS', 'FAILURE'],
  user: ['createdBy', 'ada', 'bob'],
  email: ['email', 'ada@example.com', undefined],
  externalRunId: ['externalRunId', '4711', undefined],
};

const sources: readonly RunSource[] = ['UI', 'API', 'AUTOMATION'];

async function ids(store: Store, filter: Filter): Promise<readonly string[]> {
  return (await store.runs({ ...filter, limit: 1000 })).items.map(({ id }) => id);
}

/** Runs with every combination of values, made in one commit; answers with their ids by value. */
async function variety(store: Store): Promise<readonly Run[]> {
  const entries = Object.values(filters);
  const runs = Array.from({ length: 2 ** entries.length }, (_, bits): Run => {
    const values = entries.map(([key, one, other], place) => [key, bits & (1 << place) ? one : other]);
    return aRun(`r_${String(bits).padStart(3, '0')}`, {
      ...Object.fromEntries(values),
      source: sources[bits % sources.length] ?? 'UI',
      createdAt: at(bits),
    });
  });
  await land(store, { runs: runs.map(make) });
  return runs.toReversed();
}

function idsOf(runs: readonly Run[], test: (run: Run) => boolean): readonly string[] {
  return runs.filter(test).map(({ id }) => id);
}

const names = Object.keys(filters) as readonly Named[];
const filterOf = (name: Named): Filter => ({ [name]: filters[name][1] });
const passes = (name: Named, run: Run) => run[filters[name][0]] === filters[name][1];

export function filteringRuns(it: Case): void {
  it('without a filter has all, and is empty without any', async ({ store }) => {
    assert.deepEqual(await store.runs({ limit: 10 }), { items: [], more: false });
    const runs = await variety(store);
    assert.deepEqual(
      await ids(store, {}),
      runs.map(({ id }) => id),
    );
  });

  for (const name of names) {
    it(`by ${name} has those whose value is the same, to the letter`, async ({ store }) => {
      const runs = await variety(store);
      assert.deepEqual(
        await ids(store, filterOf(name)),
        idsOf(runs, (run) => passes(name, run)),
      );
      const [, one] = filters[name];
      for (const near of [one.slice(0, -1), `${one} `, one.toUpperCase(), one.toLowerCase(), `${one}%`, '']) {
        if (near !== one) assert.deepEqual(await ids(store, { [name]: near }), [], `for "${near}"`);
      }
    });

    it(`by ${name} and each other filter has those that both let through`, async ({ store }) => {
      const runs = await variety(store);
      for (const other of names) {
        const expected = idsOf(runs, (run) => passes(name, run) && passes(other, run));
        assert.deepEqual(await ids(store, { ...filterOf(name), ...filterOf(other) }), expected, other);
      }
      for (const source of sources) {
        const expected = idsOf(runs, (run) => passes(name, run) && run.source === source);
        assert.deepEqual(await ids(store, { ...filterOf(name), sources: [source] }), expected, source);
      }
    });
  }

  it('by all filters at once has the runs that each lets through', async ({ store }) => {
    const runs = await variety(store);
    const all = Object.assign({}, ...names.map(filterOf)) as Filter;
    const expected = idsOf(runs, (run) => names.every((name) => passes(name, run)));
    assert.equal(expected.length, 1);
    assert.deepEqual(await ids(store, { ...all, sources }), expected);
  });

  for (let bits = 0; bits < 2 ** sources.length; bits += 1) {
    const wanted = sources.filter((_, place) => bits & (1 << place));
    it(`by source has those of ${wanted.join(' and ') || 'no source at all'}`, async ({ store }) => {
      const runs = await variety(store);
      const expected = idsOf(runs, ({ source }) => wanted.includes(source));
      assert.deepEqual(await ids(store, { sources: wanted }), expected);
      assert.deepEqual(await ids(store, { sources: [...wanted, ...wanted] }), expected);
    });
  }

  it('goes by what a run is now', async ({ store }) => {
    const before = await started(store, aRun('r_1', { entity: undefined, externalRunId: '1' }));
    await land(store, { runs: [move(before, { entity: 'cart', externalRunId: undefined })] });
    assert.deepEqual(await ids(store, { externalRunId: '1' }), []);
    assert.deepEqual(await ids(store, { entity: 'cart', status: 'IN_PROGRESS' }), ['r_1']);
    const then = await readRun(store, 'r_1');
    await land(store, { runs: [move(then, { status: 'SUCCESS', endedAt: at(1), externalRunId: '2' })] });
    assert.deepEqual(await ids(store, { status: 'IN_PROGRESS' }), []);
    assert.deepEqual(await ids(store, { status: 'SUCCESS' }), ['r_1']);
    assert.deepEqual(await ids(store, { externalRunId: '2' }), ['r_1']);
  });

  it('takes a filter that is undefined for none', async ({ store }) => {
    await started(store, aRun('r_1', { entity: undefined, email: undefined }));
    assert.deepEqual(await ids(store, { entity: undefined, email: undefined, sources: undefined }), ['r_1']);
  });
}
