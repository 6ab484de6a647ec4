import type { Audit } from '../audit/audit.ts';
import type { Document, Kind } from '../catalog/document.ts';
import type { Receipt } from '../store/receipt.ts';
import type { Task, TaskKind } from '../store/task.ts';
import type { Version } from '../store/version.ts';
import { RunTable } from './run-table.ts';
import { SharedList } from './shared-list.ts';
import { SharedMap } from './shared-map.ts';
import { byTimeThenId } from './sorted.ts';

export interface DocumentRow {
  readonly document: Document;
  readonly version: Version;
  readonly pointsAt: readonly string[];
}

export interface TaskRow {
  readonly task: Task;
  readonly version: Version;
}

/** Only runs, tasks and sorted audits of a run are changed in place, and only once they are this table's own. */
export interface Tables {
  readonly runs: RunTable;
  readonly documents: { readonly [K in Kind]: SharedMap<string, DocumentRow> };
  /** For each document that is pointed at, the keys of those that do, by name. */
  readonly pointers: SharedMap<string, SharedMap<string, string>>;
  /** By `at` and id. */
  readonly audits: SharedList<Audit>;
  readonly auditsOfRun: SharedMap<string, Audit[]>;
  readonly receipts: SharedMap<string, Receipt>;
  /** By run, then by kind. */
  readonly tasks: SharedMap<string, Map<TaskKind, TaskRow>>;
  /** One counter for all documents: a document made anew under an old name never gets an old version. */
  documentVersion: Version;
}

export function byAge(a: Audit, b: Audit): number {
  return byTimeThenId(a.at, a.id, b.at, b.id);
}

export function emptyTables(): Tables {
  return {
    runs: new RunTable(),
    documents: {
      blueprint: new SharedMap(),
      action: new SharedMap(),
      entity: new SharedMap(),
      credentials: new SharedMap(),
    },
    pointers: new SharedMap(),
    audits: new SharedList(byAge),
    auditsOfRun: new SharedMap(),
    receipts: new SharedMap(),
    tasks: new SharedMap(),
    documentVersion: 0,
  };
}

/** Tables that go on from these; neither sees what is written to the other. */
export function forkTables(tables: Tables): Tables {
  const { blueprint, action, entity, credentials } = tables.documents;
  return {
    runs: tables.runs.fork(),
    documents: {
      blueprint: blueprint.fork(),
      action: action.fork(),
      entity: entity.fork(),
      credentials: credentials.fork(),
    },
    pointers: tables.pointers.fork(),
    audits: tables.audits.fork(),
    auditsOfRun: tables.auditsOfRun.fork(),
    receipts: tables.receipts.fork(),
    tasks: tables.tasks.fork(),
    documentVersion: tables.documentVersion,
  };
}
