import { setImmediate as turn } from 'node:timers/promises';
import type { Commit, RunLog, Store } from '@berth/core';

/** What one client reaches the store through. */
export type Way = (store: Store) => Store;

/** Lets others in before and after each call, as a database over a network does. */
export const gaps: Way = (store) => ({
  ...store,
  run: async (id) => {
    await turn();
    const found = await store.run(id);
    await turn();
    return found;
  },
  logs: async (query) => {
    await turn();
    return store.logs(query);
  },
  commit: async (change) => {
    await turn();
    const answer = await store.commit(change);
    await turn();
    return answer;
  },
});

/** The same commit, expecting whatever is there now. */
async function unguarded(store: Store, change: Commit): Promise<Commit> {
  const found = await Promise.all(change.runs.map(({ id }) => store.run(id)));
  return {
    ...change,
    runs: change.runs.map((each, index) => ({ ...each, expected: found[index]?.version ?? 0 })),
  };
}

/** Compares no version at all. */
const noGuard: Way = (store) => ({
  ...store,
  commit: async (change) => store.commit(await unguarded(store, change)),
});

/** Compares the versions, and writes a moment later. */
const checkThenAct: Way = (store) => ({
  ...store,
  commit: async (change) => {
    const now = await unguarded(store, change);
    const stands = now.runs.every(({ expected }, index) => expected === change.runs[index]?.expected);
    if (!stands) return { committed: false };
    await turn();
    return store.commit(await unguarded(store, change));
  },
});

/** Keeps logs as lists of its own, each of which is read, and written back longer a moment later. */
function readModifyWrite(): Way {
  const logs = new Map<string, readonly RunLog[]>();
  return (store) => ({
    ...store,
    logs: async ({ run, offset, limit }) => (logs.get(run) ?? []).slice(offset, offset + limit),
    commit: async (change) => {
      const before = change.runs.map(({ id }) => logs.get(id) ?? []);
      await turn();
      const answer = await store.commit(change);
      if (!answer.committed) return answer;
      for (const [index, { id, events }] of change.runs.entries()) {
        const lines = events.flatMap((event) => (event.type === 'logged' ? [event.log] : []));
        if (lines.length > 0) logs.set(id, [...(before[index] ?? []), ...lines]);
      }
      return answer;
    },
  });
}

/** Answers each second reading of a run with what the one before it has found. */
const staleReads: Way = (store) => {
  const found = new Map<string, ReturnType<Store['run']>>();
  return {
    ...store,
    run: (id) => {
      const cached = found.get(id);
      found.delete(id);
      if (cached) return cached;
      const read = store.run(id);
      found.set(id, read);
      return read;
    },
  };
};

/** Ways that break what a store promises; each is made anew for one run, and used by all of its clients. */
export const faults: Readonly<Record<string, () => Way>> = {
  'without a guard on versions': () => noGuard,
  'that reads, changes and writes back a log': readModifyWrite,
  'that checks first and acts later': () => checkThenAct,
  'that answers with what it has read before': () => staleReads,
};
