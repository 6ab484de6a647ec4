import type { Page, Run, RunQuery, Versioned } from '@berth/core';
import { runFilters } from '@berth/core/database';
import type { Connection } from '../driver/connection.ts';
import { type List, readList } from './list.ts';

export function readRun(connection: Connection, org: string, id: string): Versioned<Run> | undefined {
  const sql = 'SELECT version, body FROM berth_runs WHERE org = ? AND id = ?';
  const row = connection.first<{ version: number; body: string }>(sql, org, id);
  return row && { value: JSON.parse(row.body), version: row.version };
}

export function readRuns(connection: Connection, org: string, query: RunQuery): Page<Run> {
  const found = readList<Run>(connection, org, runList(query));
  return { items: found.slice(0, query.limit), more: found.length > query.limit };
}

/** One run more than is asked for tells whether there are more. */
export function runList(query: RunQuery): List {
  const { sources, after, limit } = query;
  return {
    table: 'berth_runs',
    instant: 'created_at',
    equal: openFirst(runFilters(query)),
    among: sources && ['source', [...new Set(sources)]],
    within: after ? [['(created_at, id) < (?, ?)', after.createdAt, after.id]] : [],
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
