import type { Task, TaskRef, Versioned } from '@berth/core';
import type { Session } from '../connection/session.ts';
import { instantOf } from '../instant.ts';
import type { Names } from '../names.ts';
import { named } from '../statement.ts';

export type TaskRow = Task & { readonly version: number };

/** What is read of a row of tasks, by the names that a task has. */
export const TASK_COLUMNS = `run, kind, version, queue, action, ${instantOf('due_at')} AS "dueAt"`;

export async function readTask(
  session: Session,
  names: Names,
  org: string,
  { run, kind }: TaskRef,
): Promise<Versioned<Task> | undefined> {
  const text = `SELECT ${TASK_COLUMNS} FROM ${names.table('tasks')} WHERE org = $1 AND run = $2 AND kind = $3`;
  const [row] = await session.read<TaskRow>(named(text, [org, run, kind]));
  return row && taskOf(row);
}

export function taskOf({ version, ...value }: TaskRow): Versioned<Task> {
  return { value, version };
}
