import { expect, it } from 'vitest';
import { commit, instant, logging, making, run } from '../../testing/test/processes/commits.ts';
import { freshStore } from './support/schema.ts';

it.each([
  ['NUL', 'a\u0000b'],
  ['half of a surrogate pair', 'a\ud800b'],
])('text with %s comes back as it was sent, wherever it is kept', async (_, text) => {
  const store = await freshStore();
  await store.commit(making(run('r_1', { summary: text })));
  await store.commit(logging('r_1', text));
  await store.commit(commit({ receipt: { id: 'k', at: instant, fingerprint: 'f', answer: text } }));
  expect((await store.run('r_1'))?.value.summary).toBe(text);
  expect((await store.logs({ run: 'r_1', offset: 0, limit: 9 })).map(({ message }) => message)).toEqual([
    text,
  ]);
  expect(await store.changes({ run: 'r_1', after: 0, limit: 9 })).toMatchObject([
    { event: { log: { message: text } } },
  ]);
  expect(await store.receipt('k')).toEqual({ id: 'k', at: instant, fingerprint: 'f', answer: text });
});

it('a place in a log or among changes that no run ever reaches has nothing behind it', async () => {
  const store = await freshStore();
  await store.commit(making(run('r_1')));
  await store.commit(logging('r_1', 'a line'));
  for (const place of [3_000_000_000, Number.MAX_SAFE_INTEGER, 1e300]) {
    expect(await store.logs({ run: 'r_1', offset: place, limit: 50 })).toEqual([]);
    expect(await store.changes({ run: 'r_1', after: place, limit: 50 })).toEqual([]);
  }
  expect(await store.logs({ run: 'r_1', offset: 0, limit: 1e300 })).toHaveLength(1);
});
