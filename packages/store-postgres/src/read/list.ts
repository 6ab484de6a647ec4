import type { Names } from '../names.ts';
import { named, type Statement, Values } from '../statement.ts';

/** Part of a table, newest first by `instant` and then by `id`. Each of its indexes is in that order behind one column. */
export interface List {
  readonly table: 'runs' | 'audits';
  readonly instant: 'created_at' | 'at';
  /** The first leads: its index is read. */
  readonly equal: readonly (readonly [column: string, value: string])[];
  /** A column that has one of several values. */
  readonly among: readonly [column: string, values: readonly string[]] | undefined;
  /** Further conditions, on columns of the order. */
  readonly within: readonly ((values: Values) => string)[];
  readonly limit: number;
}

/** Several values of one column are so many lists, each from its index and no longer than the whole. */
export function listStatement(names: Names, org: string, list: List): Statement {
  const values = new Values();
  const parts = partsOf(list).map((part) => partText(names, org, part, values));
  const [only = ''] = parts;
  const union = () => parts.map((part, at) => `SELECT * FROM (${part}) AS part${at}`).join(' UNION ALL ');
  const text = parts.length === 1 ? only : `SELECT body FROM (${union()}) AS parts ${endOf(list, values)}`;
  return named(text, values.all);
}

function partsOf(list: List): readonly List[] {
  if (!list.among || list.equal.length > 0) return [list];
  const [column, among] = list.among;
  return among.map((value) => ({ ...list, equal: [[column, value]], among: undefined }));
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
    ...within.map((condition) => condition(values)),
  ];
  return `SELECT ${instant}, id, body FROM ${names.table(table)} WHERE ${conditions.join(' AND ')} ${endOf(list, values)}`;
}

function hidden(condition: string): string {
  return `coalesce(${condition}, false)`;
}

function endOf({ instant, limit }: List, values: Values): string {
  return `ORDER BY ${instant} DESC, id DESC LIMIT ${values.place(limit, 'bigint')}`;
}
