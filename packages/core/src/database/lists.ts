import type { Timestamp } from '../occasion.ts';
import type { AuditQuery, RunQuery } from '../store/query.ts';
import { auditFilters, runFilters } from './columns.ts';

/**
 * Part of a table, newest first by an instant and then by id, as a query wants it. A database has an index in that order
 * behind each column that may lead, and behind none.
 */
export interface List {
  readonly table: 'runs' | 'audits';
  readonly instant: 'created_at' | 'at';
  /** The first leads: its index is read. */
  readonly equal: readonly (readonly [column: string, value: string])[];
  /** A column that has one of several values, each once. */
  readonly among: readonly [column: string, values: readonly string[]] | undefined;
  readonly within: readonly Bound[];
  readonly limit: number;
}

/** An end of the part, at an instant or, with an id, at one thing of that instant. */
export interface Bound {
  readonly operator: '<' | '>=' | '<=';
  readonly at: Timestamp;
  readonly id?: string;
}

/** One run more than is asked for tells whether there are more. */
export function runList(query: RunQuery): List {
  const { sources, after, limit } = query;
  return {
    table: 'runs',
    instant: 'created_at',
    equal: openFirst(runFilters(query)),
    among: sources && ['source', [...new Set(sources)]],
    within: after ? [{ operator: '<', at: after.createdAt, id: after.id }] : [],
    limit: limit + 1,
  };
}

export function auditList(query: AuditQuery): List {
  const { resources, from, to, limit } = query;
  return {
    table: 'audits',
    instant: 'at',
    equal: auditFilters(query),
    among: resources && ['resource', [...new Set(resources)]],
    within: [
      ...(from === undefined ? [] : [{ operator: '>=', at: from } as const]),
      ...(to === undefined ? [] : [{ operator: '<=', at: to } as const]),
    ],
    limit,
  };
}

/** Where nothing leads, several values of one column are so many lists, each with one that does; none are no list. */
export function partsOf(list: List): readonly List[] {
  if (list.among?.[1].length === 0) return [];
  if (!list.among || list.equal.length > 0) return [list];
  const [column, among] = list.among;
  return among.map((value) => ({ ...list, equal: [[column, value]], among: undefined }));
}

const open: readonly string[] = ['IN_PROGRESS', 'WAITING_FOR_APPROVAL'];
const selective: readonly string[] = ['external_run_id', 'entity'];

/** Open runs are few, whosever they are, while the runs of a user or an action pile up: so an open status leads those. */
function openFirst(filters: List['equal']): List['equal'] {
  const status = filters.find(([column, value]) => column === 'status' && open.includes(value));
  if (!status || filters.some(([column]) => selective.includes(column))) return filters;
  return [status, ...filters.filter((filter) => filter !== status)];
}
