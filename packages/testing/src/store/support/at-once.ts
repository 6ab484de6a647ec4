import type { Commit, Store } from '@berth/core';
import { commitOf } from './commits.ts';

/** Commits all of these at once; answers which landed. */
export async function atOnce(
  stores: readonly Store[],
  changes: readonly Partial<Commit>[],
): Promise<readonly boolean[]> {
  const answers = await Promise.all(
    changes.map((parts, index) => stores[index % stores.length]?.commit(commitOf(parts))),
  );
  return answers.map((answer) => answer?.committed === true);
}

export function count(landed: readonly boolean[]): number {
  return landed.filter(Boolean).length;
}
