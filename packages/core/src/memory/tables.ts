import type { Audit } from '../audit/audit.ts';
import type { Document, Kind } from '../catalog/document.ts';
import type { RunChanged } from '../run/event.ts';
import type { Run, RunLog } from '../run/run.ts';
import type { Receipt } from '../store/receipt.ts';
import type { Task, TaskKind } from '../store/task.ts';
import type { Version } from '../store/version.ts';

export interface RunRow {
  run: Run;
  version: Version;
  /** All that happened; the lines of the log, which are among it, once more by themselves. */
  readonly events: RunChanged[];
  readonly logs: RunLog[];
}

export interface DocumentRow {
  readonly document: Document;
  version: Version;
  readonly pointsAt: readonly string[];
}

export interface TaskRow {
  readonly task: Task;
  readonly version: Version;
}

export interface Tables {
  readonly runs: Map<string, RunRow>;
  /** By `createdAt` and id, oldest first. */
  runsInOrder: RunRow[];
  readonly documents: { readonly [K in Kind]: Map<string, DocumentRow> };
  /** For each document that is pointed at, the keys of those that do. */
  readonly pointers: Map<string, Map<string, DocumentRow>>;
  /** By `at` and id, oldest first. */
  audits: Audit[];
  readonly auditsOfRun: Map<string, Audit[]>;
  readonly receipts: Map<string, Receipt>;
  /** By run, then by kind. */
  readonly tasks: Map<string, Map<TaskKind, TaskRow>>;
  /** One counter for all documents: a document made anew under an old name never gets an old version. */
  documentVersion: Version;
}

export function emptyTables(): Tables {
  return {
    runs: new Map(),
    runsInOrder: [],
    documents: {
      blueprint: new Map(),
      action: new Map(),
      entity: new Map(),
      credentials: new Map(),
    },
    pointers: new Map(),
    audits: [],
    auditsOfRun: new Map(),
    receipts: new Map(),
    tasks: new Map(),
    documentVersion: 0,
  };
}
