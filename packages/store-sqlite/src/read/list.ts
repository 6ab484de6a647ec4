import { type Bound, type List, partsOf } from '@berth/core/database';
import type { Connection } from '../driver/connection.ts';
import type { Value } from '../driver/sqlite-database.ts';

interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
}

export function readList<T>(connection: Connection, org: string, list: List): T[] {
  const parts = partsOf(list);
  if (parts.length === 0) return [];
  const { sql, values } = listStatement(org, list, parts);
  return connection.all<{ body: string }>(sql, ...values).map(({ body }) => JSON.parse(body));
}

/**
 * Names the index, as no statistics may lead to another one: each is in the order of the list, so nothing is sorted, and a
 * page costs what it shows. Several parts are merged as they are read.
 */
function listStatement(org: string, { instant, equal, limit }: List, parts: readonly List[]): Statement {
  const selects = parts.map((part) => partStatement(org, part));
  const isOne = equal[0]?.[0] === 'id';
  const order = isOne ? '' : `ORDER BY ${instant} DESC, id DESC`;
  return {
    sql: `${selects.map(({ sql }) => sql).join(' UNION ALL ')} ${order} LIMIT ?`,
    values: [...selects.flatMap(({ values }) => values), limit],
  };
}

function partStatement(org: string, { table, instant, equal, among, within }: List): Statement {
  const [column, oneOf] = among ?? ['', []];
  const conditions = [
    'org = ?',
    ...equal.map(([name]) => `${name} = ?`),
    ...(among ? [`${column} IN (${oneOf.map(() => '?')})`] : []),
    ...within.map(({ operator, id }) =>
      id === undefined ? `${instant} ${operator} ?` : `(${instant}, id) ${operator} (?, ?)`,
    ),
  ];
  const index = `berth_${table}_by_${equal[0]?.[0] ?? instant}`;
  return {
    sql: `SELECT body, ${instant}, id FROM berth_${table} INDEXED BY ${index} WHERE ${conditions.join(' AND ')}`,
    values: [org, ...equal.map(([, value]) => value), ...oneOf, ...within.flatMap(valuesOf)],
  };
}

function valuesOf({ at, id }: Bound): readonly string[] {
  return id === undefined ? [at] : [at, id];
}
