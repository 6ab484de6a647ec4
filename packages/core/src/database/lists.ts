import type { AuditQuery, RunQuery } from '../store/query.ts';
import { auditFilters, runFilters } from './columns.ts';

/** A query with a `?` for each value. */
export interface Select {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** How a database names a table that is to be read by an index: that of a column, or `creation`. */
export type From = (table: 'runs' | 'audits', index: string) => string;

/** A condition and what it compares with. */
type Condition = readonly [sql: string, ...values: string[]];

/** A page of runs, newest first, read by the index of its first filter, which has them in that order. */
export function selectRuns(from: From, org: string, query: RunQuery): Select {
  const { after, sources, limit } = query;
  const filters = openFirst(runFilters(query));
  const conditions = filters.map(equal);
  if (after) conditions.push(['(created_at, id) < (?, ?)', after.createdAt, after.id]);
  const list: List = { from, table: 'runs', org, order: ['created_at', 'id'], limit };
  return select(list, filters[0]?.[0] ?? 'creation', conditions, sources && ['source', sources]);
}

const open: readonly string[] = ['IN_PROGRESS', 'WAITING_FOR_APPROVAL'];
const selective: readonly string[] = ['external_run_id', 'entity'];

/** Open runs are few, whosever they are, while the runs of a user or an action pile up: so an open status leads those. */
function openFirst(filters: ReturnType<typeof runFilters>): ReturnType<typeof runFilters> {
  const status = filters.find(([column, value]) => column === 'status' && open.includes(value));
  if (!status || filters.some(([column]) => selective.includes(column))) return filters;
  return [status, ...filters.filter((filter) => filter !== status)];
}

/** Audit records, newest first, likewise. */
export function selectAudits(from: From, org: string, query: AuditQuery): Select {
  const { resources, from: earliest, to: latest, limit } = query;
  const filters = auditFilters(query);
  const conditions = filters.map(equal);
  if (earliest !== undefined) conditions.push(['at >= ?', earliest]);
  if (latest !== undefined) conditions.push(['at <= ?', latest]);
  const list: List = { from, table: 'audits', org, order: ['at', 'id'], limit };
  return select(list, filters[0]?.[0] ?? 'at', conditions, resources && ['resource', resources]);
}

interface List {
  readonly from: From;
  readonly table: 'runs' | 'audits';
  readonly org: string;
  /** The columns it is ordered by, both descending. */
  readonly order: readonly [instant: string, id: string];
  readonly limit: number;
}

/** The indexes that come from no filter: of them, a column that may have one of several values is the better one to go by. */
const unfiltered = ['creation', 'at'];

function select(
  list: List,
  index: string,
  conditions: readonly Condition[],
  anyOf: readonly [column: string, values: readonly string[]] | undefined,
): Select {
  if (!anyOf) return page(list, index, conditions);
  const [column, values] = anyOf;
  if (values.length === 0) return page(list, index, [...conditions, ['1 = 0']]);
  if (unfiltered.includes(index)) {
    const each = [...new Set(values)].map((value) =>
      page(list, column, [equal([column, value]), ...conditions]),
    );
    return newestOf(list, each);
  }
  const places = values.map(() => '?').join(', ');
  return page(list, index, [...conditions, [`${column} IN (${places})`, ...values]]);
}

function equal([column, value]: readonly [column: string, value: string]): Condition {
  return [`${column} = ?`, value];
}

function page(
  { from, table, org, order, limit }: List,
  index: string,
  conditions: readonly Condition[],
): Select {
  const where = ['org = ?', ...conditions.map(([sql]) => sql)].join(' AND ');
  return {
    sql: `SELECT ${order.join(', ')}, body FROM ${from(table, index)} WHERE ${where} ORDER BY ${descending(order)} LIMIT ?`,
    values: [org, ...conditions.flatMap(([, ...values]) => values), limit],
  };
}

/** The newest of several lists, each of which comes from an index in its order. */
function newestOf({ order, limit }: List, lists: readonly Select[]): Select {
  const union = lists.map(({ sql }, at) => `SELECT * FROM (${sql}) AS list${at}`).join(' UNION ALL ');
  return {
    sql: `SELECT body FROM (${union}) AS lists ORDER BY ${descending(order)} LIMIT ?`,
    values: [...lists.flatMap(({ values }) => values), limit],
  };
}

function descending(order: List['order']): string {
  return order.map((column) => `${column} DESC`).join(', ');
}
