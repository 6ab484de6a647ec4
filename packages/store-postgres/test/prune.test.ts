import { prune } from '@berth/core';
import { expect, it } from 'vitest';
import { commit, instant, logging, making, moving, run } from '../../testing/test/processes/commits.ts';
import { postgresStore } from '../src/index.ts';
import { entity } from './support/entity.ts';
import { freshStore } from './support/schema.ts';
import { ask } from './support/server.ts';

it('what several processes prune at once goes once, and each reports what went by its hand', async () => {
  const store = await freshStore();
  const other = await postgresStore(store.url, { schema: store.schema, maxConnections: 4 });
  const [RUNS, LINES] = [600, 3];
  const made = Array.from({ length: RUNS }, (_, at) => `r_${at}`);
  for (const id of made) {
    await store.commit(making(run(id)));
    await store.commit(logging(id, ...Array.from({ length: LINES }, (_, line) => `${line}`)));
    await store.commit(moving(run(id, { status: 'SUCCESS', endedAt: instant })));
  }
  const policy = { endedBefore: '2024-01-02T00:00:00.000Z' };
  const pruneAll = async (from: typeof other) => {
    const batches = [];
    for await (const batch of prune(from, policy)) batches.push(batch);
    return batches;
  };
  const batches = (await Promise.all([store, store, other, other].map(pruneAll))).flat();
  expect(batches.flatMap(({ runs }) => runs.map(({ id }) => id)).toSorted()).toEqual(made.toSorted());
  expect(batches.reduce((sum, { changes }) => sum + changes, 0)).toBe(RUNS * LINES);
  expect((await ask(store.url, `SELECT 1 FROM ${store.schema}.berth_changes`)).rowCount).toBe(0);
  await other.close();
});

it('what was deleted is forgotten after a day, and made anew it begins behind its former versions', async () => {
  const store = await freshStore();
  const documents = `${store.schema}.berth_documents`;
  const change = { kind: 'entity', key: 'b e', pointsAt: [] } as const;
  const versions = async () => (await store.documents([change]))[0]?.version ?? 0;
  const age = (by: string) =>
    ask(store.url, `UPDATE ${documents} SET changed_at = changed_at - interval '${by}'`);
  await store.commit(commit({ documents: [{ ...change, expected: 0, next: entity('e', '') }] }));
  const first = await versions();
  await store.commit(commit({ documents: [{ ...change, expected: first, next: 'deleted' }] }));
  const kept = async () => (await ask(store.url, `SELECT 1 FROM ${documents}`)).rowCount;
  for (const [by, left] of [
    ['23 hours', 1],
    ['2 hours', 0],
  ] as const) {
    await age(by);
    await store.prune({ limit: 10 });
    expect(await kept()).toBe(left);
  }
  await store.commit(commit({ documents: [{ ...change, expected: 0, next: entity('e', '') }] }));
  expect(await versions()).toBeGreaterThan(first + 1);
  // What is there is no tombstone, however old.
  await age('30 days');
  await store.prune({ limit: 10 });
  expect(await kept()).toBe(1);
});
