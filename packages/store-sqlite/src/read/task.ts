import type { Task, TaskRef, Versioned } from '@berth/core';
import type { Connection } from '../driver/connection.ts';

/** A row without what names it. */
interface Row {
  readonly version: number;
  readonly queue: string;
  readonly action: string;
  readonly due_at: string;
}

export function readTask(
  connection: Connection,
  org: string,
  { run, kind }: TaskRef,
): Versioned<Task> | undefined {
  const row = connection.first<Row>(
    'SELECT version, queue, action, due_at FROM berth_tasks WHERE org = ? AND run = ? AND kind = ?',
    org,
    run,
    kind,
  );
  if (!row) return undefined;
  const { version, queue, action, due_at: dueAt } = row;
  return { value: { run, kind, queue, action, dueAt }, version };
}
