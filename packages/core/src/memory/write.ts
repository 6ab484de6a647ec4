import type { Audit } from '../audit/audit.ts';
import { nameOf, type Ref } from '../catalog/document.ts';
import type { Commit, DocumentChange, RunChange } from '../store/commit.ts';
import { SharedMap } from './shared-map.ts';
import { insertSorted } from './sorted.ts';
import { byAge, type Tables } from './tables.ts';
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
  if (next === 'unchanged' && events.length === 0) return;
  const row = tables.runs.mine(id);
  if (row) {
    for (const event of events) {
      row.events.push(event);
      if (event.type === 'logged') row.logs.push(event.log);
    }
    if (next === 'unchanged') return;
    row.run = next;
    row.version += 1;
  } else if (next !== 'unchanged') {
    tables.runs.add({ run: next, version: 1, events: [], logs: [] });
  }
}

function writeDocument(tables: Tables, { kind, key, next, pointsAt }: DocumentChange): void {
  if (next === 'unchanged') return;
  const rows = tables.documents[kind];
  const former = rows.get(key);
  tables.documentVersion += 1;
  if (next === 'touched') {
    if (former) rows.set(key, { ...former, version: tables.documentVersion });
    return;
  }
  const name = nameOf({ kind, key });
  for (const target of former?.pointsAt ?? []) forget(tables, target, name);
  if (next === 'deleted') {
    rows.delete(key);
    return;
  }
  const targets = pointsAt.map(nameOf);
  rows.set(key, { document: next, version: tables.documentVersion, pointsAt: targets });
  for (const target of targets) pointAt(tables, target, { kind, key });
}

export function pointAt(tables: Tables, target: string, pointer: Ref): void {
  const pointers = pointersAt(tables, target) ?? new SharedMap();
  pointers.set(nameOf(pointer), pointer.key);
  tables.pointers.set(target, pointers);
}

function pointersAt({ pointers }: Tables, target: string) {
  return pointers.mine(target, (shared) => shared.fork());
}

function forget(tables: Tables, target: string, pointer: string): void {
  const pointers = pointersAt(tables, target);
  pointers?.delete(pointer);
  if (pointers?.isEmpty) tables.pointers.delete(target);
}

export function writeAudit(tables: Tables, audit: Audit): void {
  tables.audits.add(audit);
  const { run } = audit.context;
  if (run === undefined) return;
  const ofRun = tables.auditsOfRun.mine(run, (shared) => shared.slice()) ?? [];
  tables.auditsOfRun.set(run, ofRun);
  insertSorted(ofRun, audit, byAge);
}
