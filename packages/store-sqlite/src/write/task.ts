import type { Lease, Task, TaskChange, Versioned } from '@berth/core';
import type { Connection } from '../driver/connection.ts';
import { readTask } from '../read/task.ts';

export function taskStands(connection: Connection, org: string, change: TaskChange): boolean {
  return (readTask(connection, org, change)?.version ?? 0) === change.expected;
}

export function writeTask(
  connection: Connection,
  org: string,
  { run, kind, expected, next }: TaskChange,
): void {
  if (next === 'done') {
    connection.run('DELETE FROM berth_tasks WHERE org = ? AND run = ? AND kind = ?', org, run, kind);
    return;
  }
  connection.run(
    `INSERT OR REPLACE INTO berth_tasks (org, run, kind, version, queue, action, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    org,
    run,
    kind,
    expected + 1,
    next.queue,
    next.action,
    next.dueAt,
  );
}

interface DueTask {
  readonly run: string;
  readonly kind: Task['kind'];
  readonly version: number;
  readonly queue: string;
  readonly action: string;
}

/** The transaction around it has the write lock, so what is found due is nobody else's. */
export function leaseTasks(connection: Connection, org: string, lease: Lease): readonly Versioned<Task>[] {
  const { queues, exclude = [], now, until, limit } = lease;
  // A queue at a time, in the order of its index; few are asked for at once.
  const due = queues.flatMap((queue) =>
    connection.all<DueTask & { readonly due_at: string }>(
      `SELECT run, kind, version, queue, action, due_at FROM berth_tasks INDEXED BY berth_tasks_by_due_at
       WHERE org = ? AND queue = ? AND due_at <= ? AND action NOT IN (SELECT value FROM json_each(?))
       ORDER BY due_at, run LIMIT ?`,
      org,
      queue,
      now,
      JSON.stringify(exclude),
      limit,
    ),
  );
  return due
    .sort((a, b) => (`${a.due_at} ${a.run}` < `${b.due_at} ${b.run}` ? -1 : 1))
    .slice(0, limit)
    .map(({ run, kind, version, queue, action }) => {
      const next = { run, kind, queue, action, dueAt: until };
      writeTask(connection, org, { run, kind, expected: version, next });
      return { value: next, version: version + 1 };
    });
}
