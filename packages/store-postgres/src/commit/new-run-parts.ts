import type { RunChange } from '@berth/core';
import { runColumns } from '@berth/core/database';
import { rowsAs } from './lists.ts';
import { GO, type Parts } from './parts.ts';

const types = { created_at: 'timestamptz', ended_at: 'timestamptz', body: 'json' } as const;

/** Runs that are not there yet, any number of them. Two that make the same one meet at its primary key. */
export function newRunParts(parts: Parts, changes: readonly RunChange[]): void {
  if (changes.length === 0) return;
  const runs = parts.table('runs');
  const ids = parts.values.place(
    changes.map(({ id }) => id),
    'text[]',
  );
  const absent = parts.find(`SELECT 1 FROM unnest(${ids}) AS w (id)
    WHERE NOT EXISTS (SELECT 1 FROM ${runs} AS r WHERE r.org = ${parts.org} AND r.id = w.id)`);
  parts.expect(changes.length, absent);
  const rows = changes.flatMap(({ id, next }) =>
    next === 'unchanged' ? [] : [{ id, ...runColumns(next), body: JSON.stringify(next) }],
  );
  if (rows.length === 0) return;
  const { from, columns, values } = rowsAs(parts, 'n', rows, types);
  parts.write(`INSERT INTO ${runs} (org, version, change_seq, log_seq, ${columns})
    SELECT ${parts.org}, 1, 0, 0, ${values} FROM ${GO}, ${from}`);
}
