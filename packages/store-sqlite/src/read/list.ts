import type { Connection } from '../driver/connection.ts';
import type { Value } from '../driver/sqlite-database.ts';

type Equal = readonly [column: string, value: string];

/** Part of a table, newest first by `instant` and then by `id`. Its indexes are named for the columns they begin with. */
export interface List {
  readonly table: 'berth_runs' | 'berth_audits';
  readonly instant: 'created_at' | 'at';
  /** The first leads: its index is read. */
  readonly equal: readonly Equal[];
  /** A column that has one of several values. */
  readonly among: readonly [column: string, values: readonly string[]] | undefined;
  /** Further conditions, on columns of the order. */
  readonly within: readonly (readonly [condition: string, ...values: string[]])[];
  readonly limit: number;
}

export interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
}

export function readList<T>(connection: Connection, org: string, list: List): T[] {
  if (list.among?.[1].length === 0) return [];
  const { sql, values } = listStatement(org, list);
  return connection.all<{ body: string }>(sql, ...values).map(({ body }) => JSON.parse(body));
}

/**
 * Names the index, as no statistics may lead to another one: each is in the order of the list, so nothing is sorted, and a
 * page costs what it shows. Several values of one column are so many lists, merged as they are read.
 */
export function listStatement(org: string, list: List): Statement {
  const parts = partsOf(list).map((part) => partStatement(org, part));
  const isOne = list.equal[0]?.[0] === 'id';
  const order = isOne ? '' : `ORDER BY ${list.instant} DESC, id DESC`;
  return {
    sql: `${parts.map(({ sql }) => sql).join(' UNION ALL ')} ${order} LIMIT ?`,
    values: [...parts.flatMap(({ values }) => values), list.limit],
  };
}

function partsOf(list: List): readonly List[] {
  if (!list.among || list.equal.length > 0) return [list];
  const [column, values] = list.among;
  return values.map((value) => ({ ...list, equal: [[column, value]], among: undefined }));
}

function partStatement(org: string, { table, instant, equal, among, within }: List): Statement {
  const [column, oneOf] = among ?? ['', []];
  const conditions = [
    'org = ?',
    ...equal.map(([name]) => `${name} = ?`),
    ...(among ? [`${column} IN (${oneOf.map(() => '?')})`] : []),
    ...within.map(([condition]) => condition),
  ];
  const index = `${table}_by_${equal[0]?.[0] ?? instant}`;
  return {
    sql: `SELECT body, ${instant}, id FROM ${table} INDEXED BY ${index} WHERE ${conditions.join(' AND ')}`,
    values: [org, ...equal.map(([, value]) => value), ...oneOf, ...within.flatMap(([, ...values]) => values)],
  };
}
