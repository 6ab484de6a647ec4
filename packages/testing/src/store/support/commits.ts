import assert from 'node:assert/strict';
import type { Commit, Run, Store, Versioned } from '@berth/core';
import { make, readRun } from './runs.ts';

/** A commit of these parts and no others. */
export function commitOf(parts: Partial<Commit>): Commit {
  return { runs: [], documents: [], audits: [], tasks: [], receipt: undefined, ...parts };
}

/** How often a commit that nothing stands against may conflict for nothing. */
const SPURIOUS = 20;

/** Commits what nothing stands against. */
export async function land(store: Store, parts: Partial<Commit>): Promise<void> {
  for (let tries = 0; tries < SPURIOUS; tries += 1) {
    if ((await store.commit(commitOf(parts))).committed) return;
  }
  assert.fail('a commit conflicts though everything is as it expects');
}

/** Commits what has to be turned away. */
export async function turnedAway(store: Store, parts: Partial<Commit>): Promise<void> {
  const answer = await store.commit(commitOf(parts));
  assert.deepEqual(answer, { committed: false });
}

/** Makes a run, and reads it. */
export async function started(store: Store, run: Run): Promise<Versioned<Run>> {
  await land(store, { runs: [make(run)] });
  return readRun(store, run.id);
}
