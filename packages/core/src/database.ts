/** What the stores on databases have in common. */

export {
  type AuditColumns,
  auditColumns,
  type Columns,
  type RunColumns,
  runColumns,
} from './database/columns.ts';
export { auditList, type Bound, type List, partsOf, runList } from './database/lists.ts';
export {
  type AppliedMigration,
  type KnownMigration,
  pendingOf,
  SchemaMismatch,
} from './database/migrations.ts';
export { type Watchers, watchers } from './database/watchers.ts';
