export type { SqliteDatabase, SqliteStatement, Value } from './driver/sqlite-database.ts';
export { type Migrations, sqliteMigrations } from './sqlite-migrations.ts';
export { type SqliteOptions, type SqliteStore, sqliteStore } from './sqlite-store.ts';
