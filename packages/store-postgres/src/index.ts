export type { PostgresClient, PostgresMessage, PostgresPool, PostgresQuery } from './connection/pool.ts';
export { type PostgresMigrations, postgresMigrations } from './postgres-migrations.ts';
export type { Migration } from './schema/migrations.ts';
export { type PostgresOptions, type PostgresStore, postgresStore } from './store.ts';
