/** What the stores on databases have in common. */

export {
  type AuditColumns,
  auditColumns,
  auditFilters,
  type Columns,
  type RunColumns,
  runColumns,
  runFilters,
} from './database/columns.ts';
export {
  type AppliedMigration,
  type KnownMigration,
  pendingOf,
  SchemaMismatch,
} from './database/migrations.ts';
export { type Watchers, watchers } from './database/watchers.ts';
