import type { Parts } from './parts.ts';

type Value = string | null;
type Row = Readonly<Record<string, Value>>;
type Types<R> = Readonly<Partial<Record<keyof R, string>>>;

interface Rows {
  /** What stands behind FROM for them. */
  readonly from: string;
  readonly columns: string;
  /** The columns with their types. */
  readonly values: string;
}

/** A few are cheaper for the server one by one. */
const FEW = 2;

/** @param types of the columns that are no text */
export function rowsAs<R extends Row>(parts: Parts, name: string, rows: readonly R[], types: Types<R>): Rows {
  const columns = Object.keys(rows[0] ?? {}) as (keyof R & string)[];
  const table = rows.length > FEW ? lists(parts, rows, columns) : tuples(parts, rows, columns);
  const typed = columns.map((column) => `${name}.${column}${types[column] ? `::${types[column]}` : ''}`);
  return {
    from: `${table} AS ${name} (${columns.join(', ')})`,
    columns: columns.join(', '),
    values: typed.join(', '),
  };
}

function tuples<R extends Row>(parts: Parts, rows: readonly R[], columns: readonly (keyof R)[]): string {
  const tuple = (row: R) =>
    `(${columns.map((column) => parts.values.place(row[column], 'text')).join(', ')})`;
  return `(VALUES ${rows.map(tuple).join(', ')})`;
}

/** A list for each column, so that the number of rows does not change the text. */
function lists<R extends Row>(parts: Parts, rows: readonly R[], columns: readonly (keyof R)[]): string {
  const list = (column: keyof R) =>
    parts.values.place(
      rows.map((row) => row[column]),
      'text[]',
    );
  return `unnest(${columns.map(list).join(', ')})`;
}
