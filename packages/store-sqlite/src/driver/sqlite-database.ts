export type Value = string | number | null;

/** As much of a database as the store takes; `node:sqlite`, `better-sqlite3` and `libsql` have it. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
}

export interface SqliteStatement {
  run(...values: Value[]): { readonly changes: number | bigint };
  /** The first row, if there is any. */
  get(...values: Value[]): unknown;
  all(...values: Value[]): unknown[];
}
