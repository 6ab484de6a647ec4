import type { Audit } from '../audit/audit.ts';
import { watchers } from '../database/watchers.ts';
import type { Run, RunLog } from '../run/run.ts';
import type { Store } from '../store/store.ts';
import { pruneTables } from './prune.ts';
import { findDocuments, readAudits, readChanges, readRuns, versioned } from './read.ts';
import { MemorySnapshot } from './snapshot.ts';
import { emptyTables, forkTables, type Tables } from './tables.ts';
import { leaseTasks, readTask } from './tasks.ts';
import { writeCommit } from './write.ts';

/** A store in this process's memory, and what a test may look at without waiting. */
export interface MemoryStore extends Store {
  readonly peek: Peek;
  /** What the store holds at this moment; as quick for a million runs as for none. */
  snapshot(): MemorySnapshot;
  /**
   * Holds what some store of this kind held, as quick. Versions that were given since then are given again, so a service that
   * remembers any must not be used further: whoever restores makes it anew.
   */
  restore(snapshot: MemorySnapshot): void;
  /** Another store that goes on from what this one holds; neither sees what the other is told. As quick. */
  fork(): MemoryStore;
}

export interface Peek {
  run(id: string): Run | undefined;
  /** Oldest first. */
  runs(): readonly Run[];
  /** Those behind the first so many. */
  logs(run: string, after?: number): readonly RunLog[];
  /** Newest first. */
  audits(run: string): readonly Audit[];
}

export function memoryStore(): MemoryStore {
  return storeOver(emptyTables());
}

function storeOver(begin: Tables): MemoryStore {
  let tables = begin;
  const watching = watchers();
  return {
    run: async (id) => {
      const row = tables.runs.get(id);
      return row && { value: row.run, version: row.version };
    },
    runs: async (query) => readRuns(tables, query),
    logs: async ({ run, offset, limit }) => tables.runs.get(run)?.logs.slice(offset, offset + limit) ?? [],
    changes: async (query) => readChanges(tables, query),
    documents: async (refs) =>
      refs.map(({ kind, key }) => {
        const row = tables.documents[kind].get(key);
        return row && versioned(row);
      }),
    find: async (kind, query) => findDocuments(tables, kind, query),
    audits: async (query) => readAudits(tables, query),
    receipt: async (id) => tables.receipts.get(id),
    task: async (ref) => readTask(tables, ref),
    lease: async (lease) => leaseTasks(tables, lease),
    commit: async (change) => {
      const committed = writeCommit(tables, change);
      if (committed) watching.committed(change);
      return { committed };
    },
    prune: async (policy) => pruneTables(tables, policy),
    watch: watching.add,
    peek: {
      run: (id) => tables.runs.get(id)?.run,
      runs: () => tables.runs.oldestFirst().map(({ run }) => run),
      logs: (run, after) => tables.runs.get(run)?.logs.slice(after) ?? [],
      audits: (run) => readAudits(tables, { run, limit: Number.POSITIVE_INFINITY }),
    },
    snapshot: () => new MemorySnapshot(forkTables(tables)),
    restore: (snapshot) => {
      tables = snapshot.tables();
      watching.wake(undefined);
    },
    fork: () => storeOver(forkTables(tables)),
  };
}
