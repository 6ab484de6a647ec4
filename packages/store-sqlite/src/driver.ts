import { createRequire } from 'node:module';

export type SqliteValue = string | number | null;

export interface SqliteStatement {
  run(...values: SqliteValue[]): unknown;
  get(...values: SqliteValue[]): unknown;
  all(...values: SqliteValue[]): unknown[];
}

/** As much of a database as the store takes: `node:sqlite`, better-sqlite3 and libsql all have it. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
}

/** What Node brings itself where it does (22.13 and later), else libsql, which comes without a compiler. */
export function openFile(path: string): SqliteDatabase {
  const own = nodeSqlite();
  if (own) return new own.DatabaseSync(path);
  return new (libsql())(path);
}

type Constructor = new (path: string) => SqliteDatabase;
const require = createRequire(import.meta.url);

function nodeSqlite(): { readonly DatabaseSync: Constructor } | undefined {
  return process.getBuiltinModule('node:sqlite') as { readonly DatabaseSync: Constructor } | undefined;
}

function libsql(): Constructor {
  try {
    return require('libsql') as Constructor;
  } catch (cause) {
    throw new Error(
      'no SQLite is at hand: use Node 22.13 or later, or install "libsql", or open a database of better-sqlite3 yourself and pass it in',
      { cause },
    );
  }
}
