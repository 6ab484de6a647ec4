import type { Page, Run, RunQuery, Versioned } from '@berth/core';
import { runFilters } from '@berth/core/database';
import type { Session } from '../connection/session.ts';
import type { Names } from '../names.ts';
import { named } from '../statement.ts';
import { type List, listStatement } from './list.ts';

interface Row {
  readonly version: number;
  readonly body: Run;
}

export async function readRun(
  session: Session,
  names: Names,
  org: string,
  id: string,
): Promise<Versioned<Run> | undefined> {
  const text = `SELECT version, body FROM ${names.table('runs')} WHERE org = $1 AND id = $2`;
  const [row] = await session.read<Row>(named(text, [org, id]));
  return row && { value: row.body, version: row.version };
}

export async function readRuns(
  session: Session,
  names: Names,
  org: string,
  query: RunQuery,
): Promise<Page<Run>> {
  if (query.sources?.length === 0) return { items: [], more: false };
  const rows = await session.read<Row>(listStatement(names, org, runList(query)));
  return { items: rows.slice(0, query.limit).map(({ body }) => body), more: rows.length > query.limit };
}

/** One run more than is asked for tells whether there are more. */
export function runList(query: RunQuery): List {
  const { sources, after, limit } = query;
  return {
    table: 'runs',
    instant: 'created_at',
    equal: openFirst(runFilters(query)),
    among: sources && ['source', [...new Set(sources)]],
    within: after
      ? [
          (values) =>
            `(created_at, id) < (${values.place(after.createdAt, 'timestamptz')}, ${values.place(after.id, 'text')})`,
        ]
      : [],
    limit: limit + 1,
  };
}

const open: ReadonlySet<string> = new Set(['IN_PROGRESS', 'WAITING_FOR_APPROVAL']);

/** Open runs are few, whosever they are, while the runs of a user or an action pile up: so an open status leads those. */
function openFirst(filters: ReturnType<typeof runFilters>): List['equal'] {
  const status = filters.find(([column, value]) => column === 'status' && open.has(value));
  const selective = filters.some(([column]) => column === 'external_run_id' || column === 'entity');
  return status && !selective ? [status, ...filters.filter((filter) => filter !== status)] : filters;
}
