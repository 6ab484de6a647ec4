import type { SqliteDatabase } from './sqlite-database.ts';

/** Opens a file by its path. */
export type Open = (path: string) => SqliteDatabase;

/** One SQLite that may be there. */
export type Engine = () => Promise<Open | undefined>;

interface NodeSqlite {
  readonly DatabaseSync: new (path: string) => SqliteDatabase;
}

/** Node 22.13 and newer have SQLite themselves. */
export const nodeSqlite: Engine = async () => {
  const module = process.getBuiltinModule?.('node:sqlite') as NodeSqlite | undefined;
  return module && ((path) => new module.DatabaseSync(path));
};

/** Prebuilt for the common platforms; installing without optional dependencies leaves it out. */
const libsql: Engine = async () => {
  try {
    const { default: Database } = await import('libsql');
    return (path) => new Database(path);
  } catch {
    return undefined;
  }
};

/** The first that is there. */
export async function findEngine(engines: readonly Engine[] = [nodeSqlite, libsql]): Promise<Open> {
  for (const engine of engines) {
    const open = await engine();
    if (open) return open;
  }
  throw new Error(
    'there is no SQLite to open a file with: use Node 22.13 or newer, or install the package libsql, or hand sqliteStore an open database of better-sqlite3',
  );
}
