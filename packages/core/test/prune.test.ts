import { describe, expect, it } from 'vitest';
import { ended, make } from '../../testing/src/store/support/runs.ts';
import { memoryStore } from '../src/memory.ts';
import { prune } from '../src/service/prune.ts';
import type { Pruned, PrunePolicy } from '../src/store/prune.ts';
import type { Store } from '../src/store/store.ts';

const late = '2024-01-02T00:00:00.000Z';
const early = '2024-01-01T00:00:00.001Z';

async function withEnded(count: number) {
  const store = memoryStore();
  const runs = Array.from({ length: count }, (_, at) => make(ended(`r_${at}`, early)));
  await store.commit({ runs, documents: [], audits: [], tasks: [], receipt: undefined });
  return store;
}

async function collected(batches: AsyncIterable<Pruned>): Promise<readonly Pruned[]> {
  const all: Pruned[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

describe('pruning all that a policy lets go', () => {
  it('goes on batch by batch, until there is no more', async () => {
    const store = await withEnded(600);
    const batches = await collected(prune(store, { endedBefore: late }));
    expect(batches.map(({ runs }) => runs.length)).toEqual([250, 250, 100]);
    expect(batches.map(({ more }) => more)).toEqual([true, true, false]);
    expect((await store.runs({ limit: 1 })).items).toEqual([]);
  });

  it('tells of one batch, though nothing went', async () => {
    const store = await withEnded(1);
    const batches = await collected(prune(store, { endedBefore: early }));
    expect(batches).toEqual([{ runs: [], changes: 0, audits: 0, receipts: 0, more: false }]);
    expect((await store.runs({ limit: 1 })).items).toHaveLength(1);
  });

  it('removes nothing further than it has told of', async () => {
    const store = await withEnded(600);
    for await (const { runs } of prune(store, { endedBefore: late })) {
      expect(runs).toHaveLength(250);
      break;
    }
    expect((await store.runs({ limit: 1000 })).items).toHaveLength(350);
  });

  it('hands every rule of the policy to the store', async () => {
    const asked: PrunePolicy[] = [];
    const store: Store = {
      ...memoryStore(),
      prune: async (policy) => {
        asked.push(policy);
        return { runs: [], changes: 0, audits: 0, receipts: 0, more: false };
      },
    };
    const policy = { endedBefore: early, keepPerAction: 3, auditsBefore: late, receiptsBefore: late };
    await collected(prune(store, policy));
    expect(asked).toEqual([{ ...policy, limit: 250 }]);
  });

  it('ends with the failure of a batch, after telling of those that went', async () => {
    const memory = await withEnded(300);
    let calls = 0;
    const store: Store = {
      ...memory,
      prune: async (policy) => {
        calls += 1;
        if (calls > 1) throw new Error('no connection');
        return memory.prune(policy);
      },
    };
    const told: number[] = [];
    const all = (async () => {
      for await (const { runs } of prune(store, { endedBefore: late })) told.push(runs.length);
    })();
    await expect(all).rejects.toThrow('no connection');
    expect(told).toEqual([250]);
  });
});
