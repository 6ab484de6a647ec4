import type {
  Audit,
  AuditQuery,
  Change,
  ChangeQuery,
  DocumentKinds,
  DocumentQuery,
  Kind,
  LogQuery,
  Page,
  Receipt,
  Ref,
  Run,
  RunLog,
  RunQuery,
  Versioned,
} from '@berth/core';
import { selectAudits, selectRuns } from './lists.ts';
import { nameOf } from './names.ts';
import type { Prepare } from './statements.ts';

interface VersionedRow {
  readonly version: number;
  readonly body: string;
}

interface EventRow {
  readonly seq: number;
  readonly event: string;
}

export function readRun(prepare: Prepare, org: string, id: string): Versioned<Run> | undefined {
  const row = prepare('SELECT version, body FROM runs WHERE org = ? AND id = ?').get(org, id);
  return row === undefined ? undefined : versioned(row as VersionedRow);
}

export function readRuns(prepare: Prepare, org: string, query: RunQuery): Page<Run> {
  const { sql, values } = selectRuns(org, { ...query, limit: query.limit + 1 });
  const rows = prepare(sql).all(...values) as VersionedRow[];
  return {
    items: rows.slice(0, query.limit).map(({ body }) => JSON.parse(body) as Run),
    more: rows.length > query.limit,
  };
}

export function readLogs(prepare: Prepare, org: string, { run, offset, limit }: LogQuery): RunLog[] {
  const rows = prepare(
    'SELECT event FROM changes WHERE org = ? AND run = ? AND log_seq > ? AND log_seq <= ? ORDER BY log_seq',
  ).all(org, run, offset, offset + limit) as EventRow[];
  return rows.map(({ event }) => (JSON.parse(event) as { readonly log: RunLog }).log);
}

export function readChanges(prepare: Prepare, org: string, { run, after, limit }: ChangeQuery): Change[] {
  const rows = prepare(
    'SELECT seq, event FROM changes WHERE org = ? AND run = ? AND seq > ? AND seq <= ? ORDER BY seq',
  ).all(org, run, after, after + limit) as EventRow[];
  return rows.map(({ seq, event }) => ({ seq, event: JSON.parse(event) }));
}

export function readDocument<K extends Kind>(
  prepare: Prepare,
  org: string,
  { kind, key }: Ref<K>,
): Versioned<DocumentKinds[K]> | undefined {
  const row = prepare('SELECT version, body FROM documents WHERE org = ? AND kind = ? AND key = ?').get(
    org,
    kind,
    key,
  );
  return row === undefined ? undefined : versioned(row as VersionedRow);
}

export function findDocuments<K extends Kind>(
  prepare: Prepare,
  org: string,
  kind: K,
  { prefix = '', pointingAt }: DocumentQuery,
): Versioned<DocumentKinds[K]>[] {
  // No text sorts behind the last code point there is, so this is the range of everything that begins so.
  const range = [prefix, `${prefix}\u{10ffff}`];
  const rows = pointingAt
    ? prepare(
        `SELECT version, body FROM pointers JOIN documents USING (org, kind, key)
         WHERE org = ? AND target = ? AND kind = ? AND key >= ? AND key < ? ORDER BY key`,
      ).all(org, nameOf(pointingAt), kind, ...range)
    : prepare(
        'SELECT version, body FROM documents WHERE org = ? AND kind = ? AND key >= ? AND key < ? ORDER BY key',
      ).all(org, kind, ...range);
  return (rows as VersionedRow[]).map((row) => versioned(row));
}

export function readAudits(prepare: Prepare, org: string, query: AuditQuery): Audit[] {
  const { sql, values } = selectAudits(org, query);
  return (prepare(sql).all(...values) as VersionedRow[]).map(({ body }) => JSON.parse(body) as Audit);
}

export function readReceipt(prepare: Prepare, org: string, id: string): Receipt | undefined {
  const row = prepare('SELECT id, at, fingerprint, answer FROM receipts WHERE org = ? AND id = ?').get(
    org,
    id,
  ) as (Omit<Receipt, 'answer'> & { readonly answer: string }) | undefined;
  return row && { id: row.id, at: row.at, fingerprint: row.fingerprint, answer: JSON.parse(row.answer) };
}

function versioned<T>({ version, body }: VersionedRow): Versioned<T> {
  return { value: JSON.parse(body) as T, version };
}
