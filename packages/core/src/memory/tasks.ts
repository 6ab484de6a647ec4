import type { Lease, Task, TaskChange, TaskRef } from '../store/task.ts';
import type { Versioned } from '../store/version.ts';
import type { Tables, TaskRow } from './tables.ts';

export function readTask(tables: Tables, { run, kind }: TaskRef): Versioned<Task> | undefined {
  const row = tables.tasks.get(run)?.get(kind);
  return row && { value: row.task, version: row.version };
}

export function taskStands(tables: Tables, { run, kind, expected }: TaskChange): boolean {
  return (tables.tasks.get(run)?.get(kind)?.version ?? 0) === expected;
}

export function writeTask({ tasks }: Tables, { run, kind, expected, next }: TaskChange): void {
  const ofRun = tasks.mine(run, (shared) => new Map(shared)) ?? new Map<Task['kind'], TaskRow>();
  if (next === 'done') ofRun.delete(kind);
  else ofRun.set(kind, { task: next, version: expected + 1 });
  if (ofRun.size > 0) tasks.set(run, ofRun);
  else tasks.delete(run);
}

export function leaseTasks(tables: Tables, lease: Lease): readonly Versioned<Task>[] {
  const { queues, exclude = [], now, until, limit } = lease;
  const due: TaskRow[] = [];
  for (const [, ofRun] of tables.tasks.entries()) {
    for (const row of ofRun.values()) {
      const { queue, action, dueAt } = row.task;
      if (dueAt <= now && queues.includes(queue) && !exclude.includes(action)) due.push(row);
    }
  }
  return due
    .sort(
      ({ task: a }, { task: b }) =>
        compare(a.dueAt, b.dueAt) || compare(a.run, b.run) || compare(a.kind, b.kind),
    )
    .slice(0, limit)
    .map(({ task, version }) => {
      const next = { ...task, dueAt: until };
      writeTask(tables, { run: task.run, kind: task.kind, expected: version, next });
      return { value: next, version: version + 1 };
    });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
