import type { Commit, DocumentChange, Entity, Store } from '@berth/core';
import { describe, expect, it } from 'vitest';
import { commit, instant, run } from '../../testing/test/processes/commits.ts';
import { randomFrom } from '../../testing/test/processes/random.ts';
import { freshStore } from './support/schema.ts';

const KEYS = 5;
const WORKERS = 8;
const COMMITS = 120;

interface Seen {
  readonly key: string;
  readonly version: number;
}

/** What a worker committed: what it had read, and what of that it wrote. */
interface Landed {
  readonly guarded: readonly Seen[];
  readonly written: readonly Seen[];
}

function entity(identifier: string, title: string): Entity {
  return {
    identifier,
    blueprint: 'b',
    title,
    icon: null,
    team: [],
    properties: {},
    relations: {},
    createdAt: instant,
    createdBy: 'ada',
    updatedAt: instant,
    updatedBy: 'ada',
  };
}

async function versionOf(store: Store, key: string): Promise<number> {
  const [found] = await store.documents([{ kind: 'entity', key }]);
  return found?.version ?? 0;
}

/** Reads some keys, writes some of them in one of the ways there are, and holds the others to what was read. */
async function workOn(
  store: Store,
  random: () => number,
  landed: Landed[],
  also: readonly DocumentChange[],
): Promise<void> {
  for (let done = 0; done < COMMITS; done += 1) {
    const keys = Array.from({ length: KEYS }, (_, at) => `b k${at}`).filter(() => random() < 0.5);
    const seen = await Promise.all(keys.map(async (key) => ({ key, version: await versionOf(store, key) })));
    const written: Seen[] = [];
    const documents = seen.map(({ key, version }): DocumentChange => {
      const writes = random() < 0.4;
      if (writes) written.push({ key, version });
      const ways =
        version === 0
          ? [entity(key, 'made')]
          : [entity(key, 'again'), 'touched' as const, 'deleted' as const];
      const next = writes ? (ways[Math.floor(random() * ways.length)] ?? 'unchanged') : 'unchanged';
      return { kind: 'entity', key, expected: version, next, pointsAt: [] };
    });
    const { committed } = await store.commit(commit({ documents: [...documents, ...also] }));
    if (committed && written.length > 0) {
      landed.push({ guarded: seen.filter(({ key }) => !written.some((each) => each.key === key)), written });
    }
  }
}

/**
 * Whether the commits can be put in one order. A commit comes after the one that wrote what it had read, and before the one
 * that replaced it. A version that was read and written is written by nobody else: two would both have replaced it.
 */
function findCycle(landed: readonly Landed[]): string | undefined {
  const replacing = new Map<string, number>();
  for (const [at, { written }] of landed.entries()) {
    for (const { key, version } of written.filter((each) => each.version > 0)) {
      const name = `${key}@${version}`;
      if (replacing.has(name)) return `${name} was replaced twice`;
      replacing.set(name, at);
    }
  }
  const before = landed.map(({ guarded }) =>
    guarded.flatMap(({ key, version }) => replacing.get(`${key}@${version}`) ?? []),
  );
  const state = landed.map(() => 'new' as 'new' | 'open' | 'done');
  const visit = (at: number): boolean => {
    if (state[at] === 'open') return true;
    if (state[at] === 'done') return false;
    state[at] = 'open';
    const isCyclic = (before[at] ?? []).some(visit);
    state[at] = 'done';
    return isCyclic;
  };
  const cyclic = landed.findIndex((_, at) => visit(at));
  return cyclic < 0 ? undefined : `commit ${cyclic} comes both before and after another`;
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
  it.each([
    ['few', 0],
    ['many', 9],
  ])(
    'can be put in one order, whatever each has read, guarded and written, with %s documents in each',
    {
      timeout: 60_000,
    },
    async (_, more) => {
      const store = await freshStore();
      const landed: Landed[] = [];
      // Beyond a number of documents a commit takes another form.
      const also = Array.from({ length: more }, (__, at) => change(`b absent${at}`, 0, 'unchanged'));
      const workers = Array.from({ length: WORKERS }, (__, at) =>
        workOn(store, randomFrom(at + 1), landed, also),
      );
      await Promise.all(workers);
      expect(landed.length).toBeGreaterThan(WORKERS * 5);
      expect(findCycle(landed)).toBeUndefined();
    },
  );

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

  it('one of which makes what the other needs to be absent never both land', async () => {
    const store = await freshStore();
    const wins = await rounds(store, 100, async (round) => [
      commit({ documents: [change(`b n${round}`, 0, entity(`n${round}`, ''))] }),
      commit({
        documents: [change(`b n${round}`, 0, 'unchanged'), change(`b m${round}`, 0, entity('m', ''))],
      }),
    ]);
    // Both may land only with the one that needs the absence first; the name is then made after it.
    for (const [round, count] of wins.entries()) {
      const [made, rested] = [await versionOf(store, `b n${round}`), await versionOf(store, `b m${round}`)];
      expect(count).toBe(Number(made > 0) + Number(rested > 0));
    }
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
