import type { Audit } from '../audit/audit.ts';
import type { DocumentKinds, Kind, Ref } from '../catalog/document.ts';
import type { Run, RunLog } from '../run/run.ts';
import type { Commit, Committed, Conflict } from './commit.ts';
import type { AuditQuery, DocumentQuery, LogQuery, RunQuery } from './query.ts';
import type { Versioned } from './version.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/**
 * Where runs and the catalog of one organisation are kept. Whatever a read returns is shared and never changed in place.
 * A store knows no rule of runs: it compares versions, appends in order, and answers queries.
 */
export interface Store {
  run(id: string): Promise<Versioned<Run> | undefined>;
  /** Newest first by `createdAt`, then by id. */
  runs(query: RunQuery): Promise<Page<Run>>;
  /** Oldest first, in the order of their commits; empty for an unknown run. */
  logs(query: LogQuery): Promise<readonly RunLog[]>;
  /** One answer for each ref, in the order asked. */
  documents<K extends Kind>(
    refs: readonly Ref<K>[],
  ): Promise<readonly (Versioned<DocumentKinds[K]> | undefined)[]>;
  /** Every document that matches, by key. */
  find<K extends Kind>(kind: K, query: DocumentQuery): Promise<readonly Versioned<DocumentKinds[K]>[]>;
  /** Newest first by `at`, then by id. */
  audits(query: AuditQuery): Promise<readonly Audit[]>;
  /** The one write: all of it when every `expected` version is the present one, else nothing of it. */
  commit(change: Commit): Promise<Committed | Conflict>;
}
