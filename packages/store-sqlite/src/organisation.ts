import type { Store } from '@berth/core';
import { watchers } from '@berth/core/database';
import { pruneOnce } from './prune/prune.ts';
import { readAudits } from './read/audits.ts';
import { readChanges, readLogs } from './read/changes.ts';
import { findDocuments, readDocuments } from './read/documents.ts';
import { readReceipt } from './read/receipt.ts';
import { readRun, readRuns } from './read/runs.ts';
import { readTask } from './read/task.ts';
import type { Session } from './session.ts';
import { writeCommit } from './write/commit.ts';
import { leaseTasks } from './write/task.ts';

export function organisationStore(org: string, session: Session): Store {
  const watching = watchers();
  return {
    run: (id) => session.read((connection) => readRun(connection, org, id)),
    runs: (query) => session.read((connection) => readRuns(connection, org, query)),
    logs: (query) => session.read((connection) => readLogs(connection, org, query)),
    changes: (query) => session.read((connection) => readChanges(connection, org, query)),
    documents: (refs) => session.read((connection) => readDocuments(connection, org, refs)),
    find: (kind, query) => session.read((connection) => findDocuments(connection, org, kind, query)),
    audits: (query) => session.read((connection) => readAudits(connection, org, query)),
    receipt: (id) => session.read((connection) => readReceipt(connection, org, id)),
    task: (ref) => session.read((connection) => readTask(connection, org, ref)),
    lease: (lease) => session.write((connection) => leaseTasks(connection, org, lease)),
    commit: async (change) => {
      const committed = await session.write((connection) => writeCommit(connection, org, change));
      if (committed) watching.committed(change);
      return { committed };
    },
    prune: (policy) => session.write((connection) => pruneOnce(connection, org, policy)),
    watch: (wake, run) => {
      const unwatchOwn = watching.add(wake, run);
      const unwatchOthers = session.outside.watch(() => wake(undefined));
      return () => {
        unwatchOwn();
        unwatchOthers();
      };
    },
  };
}
