import assert from 'node:assert/strict';
import type { PrunePolicy, Run, Store } from '@berth/core';
import { land } from './commits.ts';
import { at } from './instants.ts';
import { ended, make } from './runs.ts';

/** Calls until there is no more; answers with the ids that went in each call. */
export async function pruneAll(store: Store, policy: PrunePolicy): Promise<readonly (readonly string[])[]> {
  const gone: (readonly string[])[] = [];
  for (let calls = 0; calls < 100; calls += 1) {
    const { runs, more } = await store.prune(policy);
    gone.push(runs.map(({ id }) => id));
    if (!more) return gone;
  }
  return assert.fail('there is no end to what may be pruned');
}

export async function left(store: Store): Promise<readonly string[]> {
  return (await store.runs({ limit: 1000 })).items.map(({ id }) => id).sort();
}

export async function withRuns(store: Store, ...runs: readonly Run[]): Promise<void> {
  await land(store, { runs: runs.map(make) });
}

/** Of one action, runs that were made and ended one after the other. */
export function series(action: string, count: number): readonly Run[] {
  return Array.from({ length: count }, (_, index) =>
    ended(`${action}_${index}`, at(100 + index), { action, createdAt: at(index) }),
  );
}
