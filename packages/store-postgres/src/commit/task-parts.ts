import type { TaskChange } from '@berth/core';
import { GO, type Parts } from './parts.ts';

const going = `EXISTS (SELECT 1 FROM ${GO})`;

/** A task that is made meets one that is there at its primary key; any other is found at its version and locked. */
export function taskParts(parts: Parts, { run, kind, expected, next }: TaskChange): void {
  const table = parts.table('tasks');
  const [id, what] = [parts.values.place(run, 'text'), parts.values.place(kind, 'text')];
  const where = `org = ${parts.org} AND run = ${id} AND kind = ${what}`;
  if (expected > 0) {
    const version = parts.values.place(expected, 'bigint');
    parts.expect(
      1,
      parts.find(`SELECT 1 FROM ${table} WHERE ${where} AND version = ${version} ${parts.lock('UPDATE')}`),
    );
  }
  if (next === 'done') {
    if (expected > 0) parts.write(`DELETE FROM ${table} WHERE ${where} AND ${going}`);
    return;
  }
  const queue = parts.values.place(next.queue, 'text');
  const action = parts.values.place(next.action, 'text');
  const due = parts.values.place(next.dueAt, 'timestamptz');
  parts.write(
    expected > 0
      ? `UPDATE ${table} SET version = version + 1, queue = ${queue}, action = ${action}, due_at = ${due}
         WHERE ${where} AND ${going}`
      : `INSERT INTO ${table} (org, run, kind, version, queue, action, due_at)
         SELECT ${parts.org}, ${id}, ${what}, 1, ${queue}, ${action}, ${due} FROM ${GO}`,
  );
}
