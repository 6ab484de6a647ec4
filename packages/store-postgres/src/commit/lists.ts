import type { Parts } from './parts.ts';

type Value = string | null;

/**
 * Rows as a list for each column, so that their number does not change the text.
 * @returns what stands behind FROM for them, and the columns with their types
 */
export function rowsAs<Row extends Readonly<Record<string, Value>>>(
  parts: Parts,
  name: string,
  rows: readonly Row[],
  types: Readonly<Partial<Record<keyof Row, string>>>,
): { readonly from: string; readonly columns: string; readonly values: string } {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Row & string)[];
  const lists = columns.map((column) =>
    parts.values.place(
      rows.map((row) => row[column]),
      'text[]',
    ),
  );
  const typed = columns.map((column) => `${name}.${column}${types[column] ? `::${types[column]}` : ''}`);
  return {
    from: `unnest(${lists.join(', ')}) AS ${name} (${columns.join(', ')})`,
    columns: columns.join(', '),
    values: typed.join(', '),
  };
}
