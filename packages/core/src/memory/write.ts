import type { Audit } from '../audit/audit.ts';
import { nameOf } from '../catalog/document.ts';
import type { Commit, DocumentChange, RunChange } from '../store/commit.ts';
import { byTimeThenId, insertSorted } from './sorted.ts';
import type { DocumentRow, RunRow, Tables } from './tables.ts';
import { taskStands, writeTask } from './tasks.ts';

/** Compare, then set, in one synchronous step: nothing else runs in between, so this is the whole of the atomicity. */
export function writeCommit(tables: Tables, { runs, documents, audits, tasks, receipt }: Commit): boolean {
  if (receipt && tables.receipts.has(receipt.id)) return false;
  if (!runs.every((change) => isPresentRun(tables, change))) return false;
  if (!documents.every((change) => isPresentDocument(tables, change))) return false;
  if (!tasks.every((change) => taskStands(tables, change))) return false;
  for (const change of runs) writeRun(tables, change);
  for (const change of documents) writeDocument(tables, change);
  for (const audit of audits) writeAudit(tables, audit);
  for (const change of tasks) writeTask(tables, change);
  if (receipt) tables.receipts.set(receipt.id, receipt);
  return true;
}

function isPresentRun(tables: Tables, { id, expected, expectedEvents }: RunChange): boolean {
  const { version = 0, events = [] } = tables.runs.get(id) ?? {};
  return version === expected && (expectedEvents === undefined || events.length === expectedEvents);
}

function isPresentDocument(tables: Tables, { kind, key, expected }: DocumentChange): boolean {
  return (tables.documents[kind].get(key)?.version ?? 0) === expected;
}

function writeRun(tables: Tables, { id, next, events }: RunChange): void {
  const row = tables.runs.get(id);
  if (row) {
    for (const event of events) {
      row.events.push(event);
      if (event.type === 'logged') row.logs.push(event.log);
    }
    if (next === 'unchanged') return;
    row.run = next;
    row.version += 1;
  } else if (next !== 'unchanged') {
    const created: RunRow = { run: next, version: 1, events: [], logs: [] };
    tables.runs.set(id, created);
    insertSorted(tables.runsInOrder, created, byCreation);
  }
}

function byCreation({ run: a }: RunRow, { run: b }: RunRow): number {
  return byTimeThenId(a.createdAt, a.id, b.createdAt, b.id);
}

function writeDocument(tables: Tables, { kind, key, next, pointsAt }: DocumentChange): void {
  if (next === 'unchanged') return;
  const rows = tables.documents[kind];
  const former = rows.get(key);
  tables.documentVersion += 1;
  if (next === 'touched') {
    if (former) former.version = tables.documentVersion;
    return;
  }
  const name = nameOf({ kind, key });
  for (const target of former?.pointsAt ?? []) forget(tables, target, name);
  if (next === 'deleted') {
    rows.delete(key);
    return;
  }
  const targets = pointsAt.map(nameOf);
  const row: DocumentRow = { document: next, version: tables.documentVersion, pointsAt: targets };
  rows.set(key, row);
  for (const target of targets) {
    const pointers = tables.pointers.get(target) ?? new Map();
    tables.pointers.set(target, pointers.set(name, row));
  }
}

function forget(tables: Tables, target: string, pointer: string): void {
  const pointers = tables.pointers.get(target);
  pointers?.delete(pointer);
  if (pointers?.size === 0) tables.pointers.delete(target);
}

function writeAudit(tables: Tables, audit: Audit): void {
  const byTime = (a: Audit, b: Audit) => byTimeThenId(a.at, a.id, b.at, b.id);
  insertSorted(tables.audits, audit, byTime);
  const { run } = audit.context;
  if (run === undefined) return;
  const ofRun = tables.auditsOfRun.get(run) ?? [];
  tables.auditsOfRun.set(run, ofRun);
  insertSorted(ofRun, audit, byTime);
}
