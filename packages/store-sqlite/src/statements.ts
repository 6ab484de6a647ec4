import type { SqliteDatabase, SqliteStatement } from './driver.ts';

/** Prepares each text once. There are as many as there are shapes of a query, which is a small number. */
export type Prepare = (sql: string) => SqliteStatement;

export function preparing(database: SqliteDatabase): Prepare {
  const prepared = new Map<string, SqliteStatement>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}
