export type { SqliteDatabase, SqliteStatement, SqliteValue } from './driver.ts';
export type { Migration } from './migrations.ts';
export { type SqliteMigrations, sqliteMigrations } from './sqlite-migrations.ts';
export { type SqliteOptions, type SqliteStore, sqliteStore } from './store.ts';
