import type { Audit } from '../audit/audit.ts';
import type { Run } from '../run/run.ts';
import type { AuditQuery, RunQuery } from '../store/query.ts';

/** Values by column; what a thing does not have is null. */
export type Columns<Name extends string> = { readonly [N in Name]: string | null };

/** The columns of a run that queries go by; the run itself is kept whole beside them. */
export type RunColumns = Columns<
  | 'action'
  | 'blueprint'
  | 'entity'
  | 'status'
  | 'source'
  | 'created_by'
  | 'email'
  | 'external_run_id'
  | 'created_at'
  | 'ended_at'
>;

export function runColumns(run: Run): RunColumns {
  return {
    action: run.action,
    blueprint: run.blueprint ?? null,
    entity: run.entity ?? null,
    status: run.status,
    source: run.source,
    created_by: run.createdBy,
    email: run.email ?? null,
    external_run_id: run.externalRunId ?? null,
    created_at: run.createdAt,
    ended_at: run.endedAt ?? null,
  };
}

/** The columns that a query wants equal to a value, the most selective first. `sources`, `after` and `limit` are apart. */
export function runFilters(query: RunQuery): readonly (readonly [column: keyof RunColumns, value: string])[] {
  return present([
    ['external_run_id', query.externalRunId],
    ['entity', query.entity],
    ['created_by', query.user],
    ['email', query.email],
    ['action', query.action],
    ['blueprint', query.blueprint],
    ['status', query.status],
  ]);
}

/** The columns of an audit record that queries go by. */
export type AuditColumns = Columns<'at' | 'run' | 'blueprint' | 'entity' | 'resource' | 'change'>;

export function auditColumns({ at, resource, change, context }: Audit): AuditColumns {
  return {
    at,
    run: context.run ?? null,
    blueprint: context.blueprint ?? null,
    entity: context.entity ?? null,
    resource,
    change,
  };
}

/** As for runs. `resources`, `from`, `to` and `limit` are apart. */
export function auditFilters(
  query: AuditQuery,
): readonly (readonly [column: keyof AuditColumns | 'id', value: string])[] {
  return present([
    ['id', query.id],
    ['run', query.run],
    ['entity', query.entity],
    ['blueprint', query.blueprint],
    ['change', query.change],
  ]);
}

function present<Name>(
  filters: readonly (readonly [Name, string | undefined])[],
): readonly (readonly [Name, string])[] {
  return filters.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
