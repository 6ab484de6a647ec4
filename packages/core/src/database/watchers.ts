import type { Commit } from '../store/commit.ts';
import type { Wake } from '../store/store.ts';

export interface Watchers {
  /** Of a run, where one is named, or of any. */
  add(wake: Wake, run?: string): () => void;
  /** Wakes those of each run that a commit has changed. */
  committed(change: Commit): void;
  /** Wakes those of a run, or of all runs. */
  wake(run: string | undefined): void;
  /** Wakes only those who have named none. */
  wakeUnnamed(): void;
  /** Wakes only those who have named this one. */
  wakeNamed(run: string): void;
  /** The runs that somebody has named. */
  named(): Iterable<string>;
}

// By registration, not by function: the same one may watch twice.
type Watching = Set<{ readonly wake: Wake }>;

export function watchers(): Watchers {
  const unnamed: Watching = new Set();
  const byRun = new Map<string, Watching>();

  const wakeNamed = (run: string) => wakeAll(byRun.get(run) ?? nobody, run);

  function wake(run: string | undefined): void {
    wakeAll(unnamed, run);
    if (run === undefined) for (const watching of [...byRun.values()]) wakeAll(watching, run);
    else wakeNamed(run);
  }

  return {
    add: (wake, run) => {
      const watching = run === undefined ? unnamed : (byRun.get(run) ?? new Set());
      if (run !== undefined) byRun.set(run, watching);
      const registration = { wake };
      watching.add(registration);
      return () => {
        watching.delete(registration);
        if (run !== undefined && watching.size === 0 && byRun.get(run) === watching) byRun.delete(run);
      };
    },
    committed: ({ runs }) => {
      if (unnamed.size + byRun.size > 0) for (const { id } of runs) wake(id);
    },
    wake,
    wakeUnnamed: () => wakeAll(unnamed, undefined),
    wakeNamed,
    named: () => byRun.keys(),
  };
}

const nobody: Watching = new Set();

/** Of a copy: who is woken may watch no longer, or anew. */
function wakeAll(watching: Watching, run: string | undefined): void {
  for (const { wake } of [...watching]) wake(run);
}
