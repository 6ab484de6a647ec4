import type { RunChange } from '@berth/core';
import { runColumns } from '@berth/core/database';
import { rowsAs } from './lists.ts';
import { GO, type Parts } from './parts.ts';

const types = { created_at: 'timestamptz', ended_at: 'timestamptz', body: 'json' } as const;

/** Runs that are not there yet, any number of them. One that is there after all violates the primary key. */
export function newRunParts(parts: Parts, changes: readonly RunChange[]): void {
  for (const { id } of changes.filter(({ next }) => next === 'unchanged')) {
    const run = parts.values.place(id, 'text');
    const there = `SELECT 1 FROM ${parts.table('runs')} WHERE org = ${parts.org} AND id = ${run}`;
    parts.expect(1, parts.find(`SELECT 1 WHERE NOT EXISTS (${there})`));
  }
  const rows = changes.flatMap(({ id, next }) =>
    next === 'unchanged' ? [] : [{ id, ...runColumns(next), body: JSON.stringify(next) }],
  );
  if (rows.length === 0) return;
  const { from, columns, values } = rowsAs(parts, 'n', rows, types);
  parts.write(`INSERT INTO ${parts.table('runs')} (org, version, change_seq, log_seq, ${columns})
    SELECT ${parts.org}, 1, 0, 0, ${values} FROM ${GO}, ${from}`);
}
