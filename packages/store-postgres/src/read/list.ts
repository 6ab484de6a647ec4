import { type Bound, type List, partsOf } from '@berth/core/database';
import type { Session } from '../connection/session.ts';
import type { Names } from '../names.ts';
import { named, type Statement, Values } from '../statement.ts';

export async function readList<T>(
  session: Session,
  names: Names,
  org: string,
  list: List,
): Promise<readonly T[]> {
  const parts = partsOf(list);
  if (parts.length === 0) return [];
  const rows = await session.read<{ readonly body: T }>(listStatement(names, org, list, parts));
  return rows.map(({ body }) => body);
}

/** Several parts each come from an index, and each is no longer than the whole. */
export function listStatement(names: Names, org: string, list: List, parts = partsOf(list)): Statement {
  const values = new Values();
  const texts = parts.map((part) => partText(names, org, part, values));
  const [only = ''] = texts;
  const union = () => texts.map((part, at) => `SELECT * FROM (${part}) AS part${at}`).join(' UNION ALL ');
  const text = texts.length === 1 ? only : `SELECT body FROM (${union()}) AS parts ${endOf(list, values)}`;
  return named(text, values.all);
}

/**
 * What does not lead is hidden from the planner, which else puts two indexes together and sorts what it finds, as many as
 * there may be: it takes columns that follow from each other, like an entity and its blueprint, for independent.
 */
function partText(names: Names, org: string, list: List, values: Values): string {
  const { table, instant, equal, among, within } = list;
  const conditions = [
    `org = ${values.place(org, 'text')}`,
    ...equal.map(([column, value], at) => {
      const isEqual = `${column} = ${values.place(value, 'text')}`;
      return at === 0 ? isEqual : hidden(isEqual);
    }),
    ...(among ? [hidden(`${among[0]} = ANY (${values.place(among[1], 'text[]')})`)] : []),
    ...within.map((bound) => condition(instant, bound, values)),
  ];
  return `SELECT ${instant}, id, body FROM ${names.table(table)} WHERE ${conditions.join(' AND ')} ${endOf(list, values)}`;
}

function condition(column: List['instant'], { operator, at, id }: Bound, values: Values): string {
  const instant = values.place(at, 'timestamptz');
  return id === undefined
    ? `${column} ${operator} ${instant}`
    : `(${column}, id) ${operator} (${instant}, ${values.place(id, 'text')})`;
}

function hidden(condition: string): string {
  return `coalesce(${condition}, false)`;
}

function endOf({ instant, equal, limit }: List, values: Values): string {
  // A single row needs no order, and must not be looked for in an index that has it.
  const order = equal[0]?.[0] === 'id' ? '' : `ORDER BY ${instant} DESC, id DESC`;
  return `${order} LIMIT ${values.place(limit, 'bigint')}`;
}
