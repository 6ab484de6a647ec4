import type { SqliteDatabase, SqliteStatement, Value } from './sqlite-database.ts';

/** A database with its statements prepared once. Texts of statements are few, since values never stand in them. */
export class Connection {
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(private readonly database: SqliteDatabase) {}

  /** Not for what is prepared over and over: a `BEGIN` that met a lock would stay open as a statement in some drivers. */
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

  /** By `all`: some drivers leave a `get` unfinished, and with it a snapshot that no later read of theirs gets past. */
  first<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.all<Row>(sql, ...values)[0];
  }

  #prepared(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = this.database.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}
