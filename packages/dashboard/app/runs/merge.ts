import type { Run } from '../api/types.ts';
import { COLUMNS } from './columns.ts';
import type { Sort } from './url-state.ts';

/** A run and what it is sorted by, worked out once. */
export interface Keyed {
  readonly key: string | number;
  readonly run: Run;
}

type Compare = (a: Keyed, b: Keyed) => number;

export function keyedBy({ column }: Sort): (run: Run) => Keyed {
  const keyOf = COLUMNS.find(({ id }) => id === column)?.keyOf ?? ((run: Run) => run.createdAt);
  return (run) => ({ key: keyOf(run), run });
}

/** How runs are ordered; among equals the newest comes first. */
export function comparing({ isDescending }: Sort): Compare {
  const direction = isDescending ? -1 : 1;
  return (a, b) => {
    if (a.key !== b.key) return a.key < b.key ? -direction : direction;
    if (a.run.createdAt !== b.run.createdAt) return a.run.createdAt < b.run.createdAt ? 1 : -1;
    return a.run.id < b.run.id ? 1 : -1;
  };
}

/** Two sorted lists as one. */
export function merged(left: readonly Keyed[], right: readonly Keyed[], compare: Compare): Keyed[] {
  const all: Keyed[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [left[i], right[j]];
    if (a === undefined || b === undefined) return all.concat(left.slice(i), right.slice(j));
    if (compare(a, b) <= 0) {
      all.push(a);
      i += 1;
    } else {
      all.push(b);
      j += 1;
    }
  }
}
