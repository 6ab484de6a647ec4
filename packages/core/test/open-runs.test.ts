import { describe, expect, it } from 'vitest';
import { commitOf } from '../../testing/src/store/support/commits.ts';
import { aRun, ended, make } from '../../testing/src/store/support/runs.ts';
import { memoryStore } from '../src/memory.ts';
import { MAX_OPEN_RUNS, OpenRuns } from '../src/service/open-runs.ts';
import type { Store } from '../src/store/store.ts';
import { counted } from './support/counted.ts';

const machine = { id: 'robot', machine: true };
/** Reads of the store that one look takes: one for each status that is open. */
const LOOK = 2;

async function scene(around: (store: Store) => Store = (store) => store) {
  const { store, count } = counted(around(memoryStore()));
  const add = (id: string, over: Parameters<typeof aRun>[1] = {}) =>
    store.commit(commitOf({ runs: [make(aRun(id, over))] }));
  return { store, count, add, open: new OpenRuns({ store, authorize: undefined }) };
}

const ids = async (runs: ReturnType<OpenRuns['seenBy']>) => (await runs).map(({ id }) => id);

describe('open runs', () => {
  it('are those of both open statuses, newest first', async () => {
    const { store, add, open } = await scene();
    await add('r_1', { createdAt: '2026-01-01T00:00:00.000Z' });
    await add('r_3', { createdAt: '2026-01-03T00:00:00.000Z' });
    await add('r_2', { createdAt: '2026-01-02T00:00:00.000Z', status: 'WAITING_FOR_APPROVAL' });
    await store.commit(commitOf({ runs: [make(ended('r_4', '2026-01-04T00:00:00.000Z'))] }));
    expect(await ids(open.seenBy(machine))).toEqual(['r_3', 'r_2', 'r_1']);
    expect(MAX_OPEN_RUNS).toBeGreaterThan(3);
  });

  it('are read once for all who ask between two commits, while somebody watches', async () => {
    const { count, add, open } = await scene();
    open.watch(() => {});
    await Promise.all(Array.from({ length: 20 }, () => open.seenBy(machine)));
    await open.seenBy({ id: 'ann' });
    expect(count.runs).toBe(LOOK);
    await add('r_1');
    expect(await ids(open.seenBy(machine))).toEqual(['r_1']);
    expect(count.runs).toBe(2 * LOOK);
  });

  it('are the very same list for all who may see all of them, and another for who may not', async () => {
    const store = memoryStore();
    const open = new OpenRuns({ store, authorize: ({ caller }) => caller.id !== 'eve' });
    await store.commit(commitOf({ runs: [make(aRun('r_1'))] }));
    open.watch(() => {});
    const [robot, ann, eve] = await Promise.all(
      [machine, { id: 'ann' }, { id: 'eve' }].map((by) => open.seenBy(by)),
    );
    expect(robot).toHaveLength(1);
    expect(ann).toBe(robot);
    expect(eve).toEqual([]);
  });

  it('are read each time while nobody watches, since nobody would be told of a change', async () => {
    const { count, add, open } = await scene();
    expect(await ids(open.seenBy(machine))).toEqual([]);
    await add('r_1');
    expect(await ids(open.seenBy(machine))).toEqual(['r_1']);
    expect([count.runs, count.watching]).toEqual([2 * LOOK, 0]);
  });

  it('are read anew after a commit that came while they were read', async () => {
    let meanwhile = async () => {};
    const { add, open } = await scene((store) => ({
      ...store,
      runs: async (query) => {
        const found = await store.runs(query);
        const once = meanwhile;
        meanwhile = async () => {};
        await once();
        return found;
      },
    }));
    let wakes = 0;
    open.watch(() => {
      wakes += 1;
    });
    meanwhile = async () => void (await add('r_1', { status: 'IN_PROGRESS' }));
    await open.seenBy(machine);
    expect(wakes).toBe(1);
    expect(await ids(open.seenBy(machine))).toEqual(['r_1']);
  });

  it('wake each who watches, and let go of the store with the last of them', async () => {
    const { count, add, open } = await scene();
    const woken: string[] = [];
    const unwatch = ['a', 'b'].map((name) => open.watch(() => void woken.push(name)));
    expect(count.watching).toBe(1);
    await add('r_1');
    expect(woken).toEqual(['a', 'b']);
    unwatch[0]?.();
    unwatch[0]?.();
    expect(count.watching).toBe(1);
    await add('r_2');
    expect(woken).toEqual(['a', 'b', 'b']);
    await open.seenBy(machine);
    unwatch[1]?.();
    expect(count.watching).toBe(0);
    await add('r_3');
    expect(await ids(open.seenBy(machine))).toHaveLength(3);
  });

  it('are read anew by who comes after a reading that has failed', async () => {
    let isBroken = true;
    const { add, open } = await scene((store) => ({
      ...store,
      runs: (query) => (isBroken ? Promise.reject(new Error('no connection')) : store.runs(query)),
    }));
    open.watch(() => {});
    await add('r_1');
    await expect(open.seenBy(machine)).rejects.toThrow('no connection');
    isBroken = false;
    expect(await ids(open.seenBy(machine))).toEqual(['r_1']);
  });
});
