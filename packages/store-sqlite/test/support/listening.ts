import type { SqliteDatabase, SqliteStatement, Value } from '../../src/index.ts';

export interface Heard {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** The database itself, telling of each statement that is run on it. */
export function listening(database: SqliteDatabase, hear: (heard: Heard) => void): SqliteDatabase {
  return {
    exec: (sql) => {
      hear({ sql, values: [] });
      return database.exec(sql);
    },
    prepare: (sql): SqliteStatement => {
      const statement = database.prepare(sql);
      return {
        run: (...values) => {
          hear({ sql, values });
          return statement.run(...values);
        },
        get: (...values) => {
          hear({ sql, values });
          return statement.get(...values);
        },
        all: (...values) => {
          hear({ sql, values });
          return statement.all(...values);
        },
      };
    },
    close: () => database.close(),
  };
}
