import type { SqliteDatabase, SqliteStatement, Value } from './sqlite-database.ts';

/** A database with its statements prepared once. Texts of statements are few, since values never stand in them. */
export class Connection {
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(private readonly database: SqliteDatabase) {}

  /** For what is not prepared: a prepared statement that asked for the lock in vain stays unfinished in some drivers. */
  exec(sql: string): void {
    this.database.exec(sql);
  }

  /** How many rows were changed. */
  run(sql: string, ...values: Value[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.#prepared(sql).all(...values) as Row[];
  }

  first<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.#prepared(sql).get(...values) as Row | undefined;
  }

  #prepared(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = this.database.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}
