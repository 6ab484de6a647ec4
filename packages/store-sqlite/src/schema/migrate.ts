import { type AppliedMigration, pendingOf } from '@berth/core/database';
import type { Connection } from '../driver/connection.ts';
import { immediately } from '../driver/immediately.ts';
import type { Step } from './steps.ts';

const table = `
CREATE TABLE IF NOT EXISTS berth_migrations (
  number INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT`;

/** Notes that a step was taken; its number, name and checksum are ours, and hold nothing to escape. */
const noteOf = ({ number, name, checksum }: Step) =>
  `INSERT INTO berth_migrations (number, name, checksum, applied_at)
  VALUES (${number}, '${name}', '${checksum}', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`;

/** All that a person would run to take a step by hand. */
export function scriptOf(step: Step): string {
  return `BEGIN IMMEDIATE;${table};\n${step.sql.trim()}\n${noteOf(step)};\nCOMMIT;`;
}

/** @throws SchemaMismatch when the database was made by code that knows more, or other, steps */
export function pendingSteps(connection: Connection, steps: readonly Step[]): readonly Step[] {
  const present = connection.first(
    `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'berth_migrations'`,
  );
  const applied = present
    ? connection.all<AppliedMigration>('SELECT number, checksum FROM berth_migrations')
    : [];
  return pendingOf(steps, applied);
}

/**
 * Takes all pending steps in one transaction, which whoever dies within leaves undone. Processes that start at once come
 * here one after the other, and look again at what is pending once they have the lock.
 * Something is written even if nothing is pending, though to no row: a database that may only be read would let the
 * transaction begin, and be noticed at somebody's first write.
 */
export function migrate(connection: Connection, steps: readonly Step[]): void {
  immediately(connection, () => {
    const pending = pendingSteps(connection, steps);
    if (pending.length > 0) connection.exec(table);
    for (const step of pending) {
      connection.exec(step.sql);
      connection.exec(noteOf(step));
    }
    connection.exec('UPDATE berth_migrations SET name = name WHERE FALSE');
  });
}
