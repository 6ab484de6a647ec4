import type { Audit } from '../audit/audit.ts';
import type { DocumentKinds, Kind, Ref } from '../catalog/document.ts';
import type { Run, RunLog } from '../run/run.ts';
import type { Change } from './change.ts';
import type { Commit, Committed, Conflict } from './commit.ts';
import type { Pruned, PrunePolicy } from './prune.ts';
import type { AuditQuery, ChangeQuery, DocumentQuery, LogQuery, RunQuery } from './query.ts';
import type { Receipt } from './receipt.ts';
import type { Lease, Task, TaskRef } from './task.ts';
import type { Versioned } from './version.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/** Called when something may have been committed: to this run, or, without a name, to any. */
export type Wake = (run: string | undefined) => void;

/**
 * Where runs and the catalog of one organisation are kept. Whatever a read returns is shared and never changed in place.
 * A store knows no rule of runs: it compares versions, appends in order, and answers queries. Every method may reject with
 * `StoreUnavailable`.
 */
export interface Store {
  run(id: string): Promise<Versioned<Run> | undefined>;
  /** Newest first by `createdAt`, then by id. */
  runs(query: RunQuery): Promise<Page<Run>>;
  /** Oldest first, in the order of their commits; empty for an unknown run. */
  logs(query: LogQuery): Promise<readonly RunLog[]>;
  /** What happened to a run since it was started, in the order of the commits; empty for an unknown run. */
  changes(query: ChangeQuery): Promise<readonly Change[]>;
  /** One answer for each ref, in the order asked. */
  documents<K extends Kind>(
    refs: readonly Ref<K>[],
  ): Promise<readonly (Versioned<DocumentKinds[K]> | undefined)[]>;
  /** Every document that matches, by key. */
  find<K extends Kind>(kind: K, query: DocumentQuery): Promise<readonly Versioned<DocumentKinds[K]>[]>;
  /** Newest first by `at`, then by id. */
  audits(query: AuditQuery): Promise<readonly Audit[]>;
  receipt(id: string): Promise<Receipt | undefined>;
  task(ref: TaskRef): Promise<Versioned<Task> | undefined>;
  /**
   * Hands out tasks that are due, those that have been for longest first, each to one worker at a time: it moves their
   * `dueAt` to the end of the lease, and so their version. Whoever has one commits what came of it at that version; should
   * the lease have ended and the task be another's by then, the commit conflicts. One that nobody finishes is due again.
   */
  lease(lease: Lease): Promise<readonly Versioned<Task>[]>;
  /** The one write: all of it when every `expected` version is the present one, else nothing of it. */
  commit(change: Commit): Promise<Committed | Conflict>;
  /** Removes some of what a policy lets go. */
  prune(policy: PrunePolicy): Promise<Pruned>;
  /**
   * Wakes readers of `changes` after a commit, whichever process made it: soon, perhaps once for many commits, perhaps for
   * nothing, never not at all. It carries no news itself; what is to be seen is in `changes`.
   * @param run the one that is read; without it, any
   * @returns ends the watch
   */
  watch(wake: Wake, run?: string): () => void;
}
