import type { Commit, DocumentChange, Store } from '@berth/core';
import { describe, expect, it } from 'vitest';
import { commit, run } from '../../testing/test/processes/commits.ts';
import { entity } from './support/entity.ts';
import { freshStore } from './support/schema.ts';

async function versionOf(store: Store, key: string): Promise<number> {
  const [found] = await store.documents([{ kind: 'entity', key }]);
  return found?.version ?? 0;
}

/** Lets both be committed at once, over and over, each time on keys of their own. */
async function rounds(
  store: Store,
  count: number,
  commits: (round: number) => Promise<readonly Commit[]>,
): Promise<readonly number[]> {
  const wins: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const outcomes = await Promise.all((await commits(round)).map((each) => store.commit(each)));
    wins.push(outcomes.filter(({ committed }) => committed).length);
  }
  return wins;
}

const change = (key: string, expected: number, next: DocumentChange['next']): DocumentChange => ({
  kind: 'entity',
  key,
  expected,
  next,
  pointsAt: [],
});

describe('commits on eight connections', () => {
  it('that each write what the other rests on never both land', { timeout: 60_000 }, async () => {
    const store = await freshStore();
    const wins = await rounds(store, 60, async (round) => {
      const [a, b] = [`b a${round}`, `b b${round}`];
      await store.commit(commit({ documents: [change(a, 0, entity(a, '')), change(b, 0, entity(b, ''))] }));
      const [atA, atB] = [await versionOf(store, a), await versionOf(store, b)];
      return [
        commit({ documents: [change(a, atA, 'unchanged'), change(b, atB, 'touched')] }),
        commit({ documents: [change(b, atB, 'unchanged'), change(a, atA, 'touched')] }),
      ];
    });
    expect(Math.max(...wins)).toBe(1);
  });

  describe.each([
    ['few', 0],
    ['many', 9],
  ])('with %s documents in each', (_, more) => {
    it.each(['was never there', 'was deleted before'])(
      'one of which makes what the other needs to be absent, and rests on what that writes, never both land, when it %s',
      async (before) => {
        const store = await freshStore();
        // Beyond a number of documents a commit takes another form. Each has its own, so that they meet nowhere else.
        const others = async (name: string) => {
          const keys = Array.from({ length: more }, (__, at) => `b ${name}${at}`);
          await store.commit(commit({ documents: keys.map((key) => change(key, 0, entity(key, ''))) }));
          return Promise.all(keys.map(async (key) => change(key, await versionOf(store, key), 'unchanged')));
        };
        const [needing, making] = [await others('needing'), await others('making')];
        const wins = await rounds(store, 80, async (round) => {
          const [made, rested] = [`b made${round}`, `b rested${round}`];
          await store.commit(commit({ documents: [change(rested, 0, entity(rested, ''))] }));
          const version = await versionOf(store, rested);
          if (before === 'was deleted before') {
            await store.commit(commit({ documents: [change(made, 0, entity(made, ''))] }));
            const gone = change(made, await versionOf(store, made), 'deleted');
            await store.commit(commit({ documents: [gone] }));
          }
          return [
            commit({
              documents: [change(made, 0, 'unchanged'), change(rested, version, 'touched'), ...needing],
            }),
            commit({
              documents: [change(made, 0, entity(made, '')), change(rested, version, 'unchanged'), ...making],
            }),
          ];
        });
        expect(Math.max(...wins)).toBe(1);
      },
    );
  });

  it('that make the same document or the same run have one winner', async () => {
    const store = await freshStore();
    const eight = Array.from({ length: 8 }, (_, at) => at);
    const documents = await rounds(store, 40, async (round) =>
      eight.map((at) => commit({ documents: [change(`b d${round}`, 0, entity('d', String(at)))] })),
    );
    const runs = await rounds(store, 40, async (round) =>
      eight.map((at) =>
        commit({
          runs: [
            { id: `r_${round}`, expected: 0, next: run(`r_${round}`, { summary: `${at}` }), events: [] },
          ],
        }),
      ),
    );
    expect(new Set([...documents, ...runs])).toEqual(new Set([1]));
  });

  it('of which one deletes what the others rest on land in one order', { timeout: 60_000 }, async () => {
    const store = await freshStore();
    for (let round = 0; round < 40; round += 1) {
      const key = `b x${round}`;
      await store.commit(commit({ documents: [change(key, 0, entity(key, ''))] }));
      const version = await versionOf(store, key);
      const guards = Array.from({ length: 6 }, (_, at) =>
        commit({
          documents: [change(key, version, 'unchanged'), change(`${key} by ${at}`, 0, entity('y', ''))],
        }),
      );
      const deletion = commit({ documents: [change(key, version, 'deleted')] });
      const [deleted] = await Promise.all([deletion, ...guards].map((each) => store.commit(each)));
      expect(deleted?.committed).toBe(true);
      expect(await versionOf(store, key)).toBe(0);
      const late = await store.commit(guards[0] ?? deletion);
      expect(late.committed).toBe(false);
    }
  });
});
