import type { Audit } from '../audit/audit.ts';
import { type DocumentKinds, type Kind, nameOf } from '../catalog/document.ts';
import type { Run } from '../run/run.ts';
import type { Change } from '../store/change.ts';
import type { AuditQuery, ChangeQuery, DocumentQuery, RunQuery } from '../store/query.ts';
import type { Page } from '../store/store.ts';
import type { Versioned } from '../store/version.ts';
import { byTimeThenId } from './sorted.ts';
import type { DocumentRow, Tables } from './tables.ts';

export function readRuns(tables: Tables, query: RunQuery): Page<Run> {
  const items: Run[] = [];
  let more = false;
  tables.runs.newestFirst(({ run }) => {
    if (!matchesRun(run, query)) return undefined;
    more = items.length === query.limit;
    if (more) return 'enough';
    items.push(run);
    return undefined;
  });
  return { items, more };
}

export function readChanges(tables: Tables, { run, after, limit }: ChangeQuery): Change[] {
  const events = tables.runs.get(run)?.events.slice(after, after + limit) ?? [];
  return events.map((event, at) => ({ seq: after + at + 1, event }));
}

function matchesRun(run: Run, query: RunQuery): boolean {
  const { after, sources } = query;
  return (
    is(run.action, query.action) &&
    is(run.blueprint, query.blueprint) &&
    is(run.entity, query.entity) &&
    is(run.status, query.status) &&
    is(run.createdBy, query.user) &&
    is(run.email, query.email) &&
    is(run.externalRunId, query.externalRunId) &&
    (sources === undefined || sources.includes(run.source)) &&
    (after === undefined || byTimeThenId(run.createdAt, run.id, after.createdAt, after.id) < 0)
  );
}

export function findDocuments<K extends Kind>(
  tables: Tables,
  kind: K,
  { prefix, pointingAt }: DocumentQuery,
): Versioned<DocumentKinds[K]>[] {
  const rows = pointingAt ? pointersAt(tables, kind, nameOf(pointingAt)) : tables.documents[kind].entries();
  return [...rows]
    .filter(([key]) => prefix === undefined || key.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => versioned<K>(row));
}

function pointersAt(tables: Tables, kind: Kind, target: string): [string, DocumentRow][] {
  const ofKind = `${kind} `;
  const rows: [string, DocumentRow][] = [];
  for (const [name, key] of tables.pointers.get(target)?.entries() ?? []) {
    const row = name.startsWith(ofKind) ? tables.documents[kind].get(key) : undefined;
    if (row) rows.push([key, row]);
  }
  return rows;
}

export function versioned<K extends Kind>({ document, version }: DocumentRow): Versioned<DocumentKinds[K]> {
  return { value: document as DocumentKinds[K], version };
}

export function readAudits(tables: Tables, query: AuditQuery): Audit[] {
  const found: Audit[] = [];
  const visit = (audit: Audit) => {
    if (found.length === query.limit) return 'enough';
    if (matchesAudit(audit, query)) found.push(audit);
    return undefined;
  };
  if (query.run === undefined) tables.audits.backwards(visit);
  else tables.auditsOfRun.get(query.run)?.findLast((audit) => visit(audit) === 'enough');
  return found;
}

function matchesAudit({ id, at, change, resource, context }: Audit, query: AuditQuery): boolean {
  return (
    is(id, query.id) &&
    is(context.entity, query.entity) &&
    is(context.blueprint, query.blueprint) &&
    is(change, query.change) &&
    (query.resources === undefined || query.resources.includes(resource)) &&
    (query.from === undefined || at >= query.from) &&
    (query.to === undefined || at <= query.to)
  );
}

function is<T>(value: T, wanted: T | undefined): boolean {
  return wanted === undefined || value === wanted;
}
