import type { Commit } from '../store/commit.ts';
import type { Wake } from '../store/store.ts';

export interface Watchers {
  add(wake: Wake): () => void;
  /** Wakes everybody for each run that a commit has changed. */
  committed(change: Commit): void;
  /** Wakes everybody, for a run or for any. */
  wake(run: string | undefined): void;
}

export function watchers(): Watchers {
  // By registration, not by function: the same one may watch twice.
  const watching = new Set<{ readonly wake: Wake }>();
  const wake = (run: string | undefined) => {
    for (const each of [...watching]) each.wake(run);
  };
  return {
    add: (wake) => {
      const registration = { wake };
      watching.add(registration);
      return () => watching.delete(registration);
    },
    committed: ({ runs }) => {
      if (watching.size > 0) for (const { id } of runs) wake(id);
    },
    wake,
  };
}
