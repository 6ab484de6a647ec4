import type { Commit, Store } from '@berth/core';
import type { CommitQueue } from './commit/commit-queue.ts';
import { commitStatement } from './commit/commit-statement.ts';
import type { Session } from './connection/session.ts';
import { leaseTasks } from './lease.ts';
import type { Names } from './names.ts';
import { pruneBatch } from './prune.ts';
import { readAudits } from './read/audits.ts';
import { readChanges, readLogs } from './read/changes.ts';
import { findDocuments, readDocuments } from './read/documents.ts';
import { readReceipt } from './read/receipt.ts';
import { readRun, readRuns } from './read/runs.ts';
import { readTask } from './read/task.ts';
import type { Watch } from './watch/watch.ts';

/** What the stores of all organisations of a database have in common. */
export interface Shared {
  readonly session: Session;
  readonly queue: CommitQueue;
  readonly names: Names;
  readonly watch: Watch;
}

export function organisationStore({ session, queue, names, watch }: Shared, org: string): Store {
  return {
    run: (id) => readRun(session, names, org, id),
    runs: (query) => readRuns(session, names, org, query),
    logs: (query) => readLogs(session, names, org, query),
    changes: (query) => readChanges(session, names, org, query),
    documents: (refs) => readDocuments(session, names, org, refs),
    find: (kind, query) => findDocuments(session, names, org, kind, query),
    audits: (query) => readAudits(session, names, org, query),
    receipt: (id) => readReceipt(session, names, org, id),
    task: (ref) => readTask(session, names, org, ref),
    lease: (lease) => leaseTasks(session, names, org, lease),
    commit: async (change) => {
      if (isEmpty(change)) return { committed: true };
      const statement = commitStatement(names, org, change);
      const send = (deadline: number) => queue.send({ org, commit: change }, statement, deadline);
      const committed = await session.commit(send, change.receipt !== undefined);
      if (committed) watch.committed(org, change);
      return { committed };
    },
    prune: (policy) => pruneBatch(session, names, org, policy),
    watch: (wake, run) => watch.add(org, wake, run),
  };
}

function isEmpty({ runs, documents, audits, tasks, receipt }: Commit): boolean {
  return runs.length + documents.length + audits.length + tasks.length === 0 && receipt === undefined;
}
