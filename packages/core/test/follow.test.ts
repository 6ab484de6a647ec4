import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { commitOf } from '../../testing/src/store/support/commits.ts';
import { aRun, log, make } from '../../testing/src/store/support/runs.ts';
import { memoryStore } from '../src/memory.ts';
import { follow } from '../src/store/follow.ts';
import type { Store, Wake } from '../src/store/store.ts';

async function withRun() {
  const store = memoryStore();
  await store.commit(commitOf({ runs: [make(aRun('r_1'))] }));
  return store;
}

function say(store: Store, message: string, run = 'r_1') {
  return store.commit(commitOf({ runs: [log(run, 1, message)] }));
}

/** The number of the next change that a follower of `r_1` sees; 0 when it sees none, though everything else has been done. */
async function next(changes: ReturnType<typeof follow>): Promise<number | undefined> {
  const rest = async () => {
    for (let turns = 0; turns < 50; turns += 1) await turn();
    return { value: { seq: 0 } };
  };
  const { value } = await Promise.race([changes.next(), rest()]);
  return value?.seq;
}

describe('a follower', () => {
  it('does not miss what is committed while it reads, though nothing comes after it', async () => {
    const store = await withRun();
    let reads = 0;
    const slow: Store = {
      ...store,
      changes: async (query) => {
        reads += 1;
        const found = await store.changes(query);
        if (reads === 1) await say(store, 'meanwhile');
        return found;
      },
    };
    const stop = new AbortController();
    expect(await next(follow(slow, 'r_1', 0, stop.signal))).toBe(1);
    expect(reads).toBe(2);
  });

  it('looks when it is woken without a name', async () => {
    const store = await withRun();
    let wake: Wake = () => {};
    const nameless: Store = {
      ...store,
      watch: (given) => {
        wake = given;
        return () => {};
      },
    };
    const seen = next(follow(nameless, 'r_1', 0, new AbortController().signal));
    await Promise.resolve();
    await say(store, 'unnamed');
    wake(undefined);
    expect(await seen).toBe(1);
  });

  it('does not read for the sake of other runs', async () => {
    const store = await withRun();
    await store.commit(commitOf({ runs: [make(aRun('r_2'))] }));
    let reads = 0;
    const counting: Store = {
      ...store,
      changes: (query) => {
        reads += 1;
        return store.changes(query);
      },
    };
    const seen = next(follow(counting, 'r_1', 0, new AbortController().signal));
    for (const message of ['a', 'b', 'c']) await say(store, message, 'r_2');
    await say(store, 'own');
    expect(await seen).toBe(1);
    expect(reads).toBe(2);
  });

  it('fails with the reading that fails, and ends its watch', async () => {
    const store = await withRun();
    let watching = 0;
    const broken: Store = {
      ...store,
      changes: async () => {
        throw new Error('no connection');
      },
      watch: (wake) => {
        watching += 1;
        const unwatch = store.watch(wake);
        return () => {
          watching -= 1;
          unwatch();
        };
      },
    };
    const changes = follow(broken, 'r_1', 0, new AbortController().signal);
    await expect(changes.next()).rejects.toThrow('no connection');
    expect(watching).toBe(0);
  });
});
