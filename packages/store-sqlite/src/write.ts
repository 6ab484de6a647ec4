import type { Audit, Commit, DocumentChange, Receipt, RunChange } from '@berth/core';
import { auditColumns, runColumns } from '@berth/core/database';
import type { SqliteValue } from './driver.ts';
import { nameOf } from './names.ts';
import type { Prepare } from './statements.ts';

interface RunState {
  readonly version: number;
  readonly change_seq: number;
  readonly log_seq: number;
}

const absent: RunState = { version: 0, change_seq: 0, log_seq: 0 };

/**
 * Compares, then writes. It runs in a transaction that began IMMEDIATE: nobody else writes in between, in this process or
 * another, so what is absent stays absent, and the numbers that changes get are taken in the order of the commits.
 */
export function writeCommit(prepare: Prepare, org: string, commit: Commit): boolean {
  const { runs, documents, audits, receipt } = commit;
  if (receipt && hasReceipt(prepare, org, receipt.id)) return false;
  if (!documents.every((change) => documentVersion(prepare, org, change) === change.expected)) return false;
  const states = runs.map(({ id }) => runState(prepare, org, id));
  if (!runs.every(({ expected }, at) => states[at]?.version === expected)) return false;
  for (const [at, change] of runs.entries()) writeRun(prepare, org, change, states[at] ?? absent);
  const written = documents.filter(({ next }) => next !== 'unchanged');
  if (written.length > 0) {
    const version = nextDocumentVersion(prepare, org);
    for (const change of written) writeDocument(prepare, org, change, version);
  }
  for (const audit of audits) writeAudit(prepare, org, audit);
  if (receipt) writeReceipt(prepare, org, receipt);
  return true;
}

function runState(prepare: Prepare, org: string, id: string): RunState {
  const row = prepare('SELECT version, change_seq, log_seq FROM runs WHERE org = ? AND id = ?').get(org, id);
  return (row as RunState | undefined) ?? absent;
}

function documentVersion(prepare: Prepare, org: string, { kind, key }: DocumentChange): number {
  const row = prepare('SELECT version FROM documents WHERE org = ? AND kind = ? AND key = ?').get(
    org,
    kind,
    key,
  );
  return (row as RunState | undefined)?.version ?? 0;
}

function hasReceipt(prepare: Prepare, org: string, id: string): boolean {
  return prepare('SELECT 1 FROM receipts WHERE org = ? AND id = ?').get(org, id) !== undefined;
}

function writeRun(prepare: Prepare, org: string, change: RunChange, state: RunState): void {
  const { id, next, events } = change;
  if (state.version === 0) {
    if (next !== 'unchanged') insert(prepare, 'runs', { org, id, ...firstState, ...columnsOf(next) });
    return;
  }
  const lines = events.filter(({ type }) => type === 'logged').length;
  const counters = { change_seq: state.change_seq + events.length, log_seq: state.log_seq + lines };
  const columns =
    next === 'unchanged' ? counters : { ...counters, ...columnsOf(next), version: state.version + 1 };
  if (next !== 'unchanged' || events.length > 0) update(prepare, org, id, columns);
  let { change_seq: seq, log_seq: line } = state;
  for (const event of events) {
    seq += 1;
    if (event.type === 'logged') line += 1;
    const log_seq = event.type === 'logged' ? line : null;
    insert(prepare, 'changes', { org, run: id, seq, log_seq, event: JSON.stringify(event) });
  }
}

const firstState = { version: 1, change_seq: 0, log_seq: 0 };

function columnsOf(run: Exclude<RunChange['next'], 'unchanged'>) {
  return { ...runColumns(run), body: JSON.stringify(run) };
}

/** A version is never used twice for any document, so neither for one that was deleted and made anew. */
function nextDocumentVersion(prepare: Prepare, org: string): number {
  const row = prepare(
    `INSERT INTO document_versions (org, last) VALUES (?, 1)
     ON CONFLICT (org) DO UPDATE SET last = last + 1 RETURNING last`,
  ).get(org);
  return (row as { readonly last: number }).last;
}

function writeDocument(
  prepare: Prepare,
  org: string,
  { kind, key, next, pointsAt }: DocumentChange,
  version: number,
): void {
  if (next === 'touched') {
    prepare('UPDATE documents SET version = ? WHERE org = ? AND kind = ? AND key = ?').run(
      version,
      org,
      kind,
      key,
    );
    return;
  }
  prepare('DELETE FROM pointers WHERE org = ? AND kind = ? AND key = ?').run(org, kind, key);
  prepare('DELETE FROM documents WHERE org = ? AND kind = ? AND key = ?').run(org, kind, key);
  if (next === 'deleted') return;
  insert(prepare, 'documents', { org, kind, key, version, body: JSON.stringify(next) });
  for (const target of new Set(pointsAt.map(nameOf))) insert(prepare, 'pointers', { org, target, kind, key });
}

function writeAudit(prepare: Prepare, org: string, audit: Audit): void {
  insert(prepare, 'audits', { org, id: audit.id, ...auditColumns(audit), body: JSON.stringify(audit) });
}

function writeReceipt(prepare: Prepare, org: string, { id, at, fingerprint, answer }: Receipt): void {
  insert(prepare, 'receipts', { org, id, at, fingerprint, answer: JSON.stringify(answer) });
}

type Row = Readonly<Record<string, SqliteValue>>;

function insert(prepare: Prepare, table: string, row: Row): void {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`).run(...Object.values(row));
}

function update(prepare: Prepare, org: string, id: string, row: Row): void {
  const columns = Object.keys(row).map((column) => `${column} = ?`);
  const sql = `UPDATE runs SET ${columns.join(', ')} WHERE org = ? AND id = ?`;
  prepare(sql).run(...Object.values(row), org, id);
}
