import type { Lease, Task, Versioned } from '@berth/core';
import type { Session } from './connection/session.ts';
import type { Names } from './names.ts';
import { TASK_COLUMNS, type TaskRow, taskOf } from './read/task.ts';
import { named } from './statement.ts';

/**
 * Passes over what another worker is just taking, so that they do not wait for each other. A queue at a time, in the order of
 * its index. Should the answer be lost, the tasks are due again when the lease ends.
 */
export async function leaseTasks(
  session: Session,
  names: Names,
  org: string,
  { queues, exclude = [], now, until, limit }: Lease,
): Promise<readonly Versioned<Task>[]> {
  const tasks = names.table('tasks');
  const text = `WITH due AS MATERIALIZED (
      SELECT found.run, found.kind FROM unnest($2::text[]) AS wanted (queue), LATERAL (
        SELECT run, kind, due_at FROM ${tasks} AS t
        WHERE t.org = $1 AND t.queue = wanted.queue AND t.due_at <= $3 AND NOT coalesce(t.action = ANY ($4::text[]), false)
        ORDER BY t.due_at, t.run LIMIT $6 FOR UPDATE SKIP LOCKED) AS found
      ORDER BY found.due_at, found.run LIMIT $6),
    leased AS (UPDATE ${tasks} AS t SET due_at = $5, version = t.version + 1 FROM due
      WHERE t.org = $1 AND t.run = due.run AND t.kind = due.kind
      RETURNING t.run, t.kind, t.version, t.queue, t.action, t.due_at)
    SELECT ${TASK_COLUMNS} FROM leased`;
  const rows = (await session.write(
    named(text, [org, queues, now, exclude, until, limit]),
  )) as readonly TaskRow[];
  return rows.map(taskOf);
}
