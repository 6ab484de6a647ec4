import type { PrunePolicy } from '@berth/core';
import type { Connection } from '../driver/connection.ts';

export interface EndedRun {
  readonly id: string;
  readonly action: string;
  /** How much happened to it. */
  readonly change_seq: number;
}

/** Only runs that have ended are in these indexes. */
const BY_END = 'berth_runs INDEXED BY berth_runs_by_ended_at WHERE org = ? AND ended_at IS NOT NULL';
const BY_ACTION = 'berth_runs INDEXED BY berth_runs_ended_by_action WHERE org = ? AND ended_at IS NOT NULL';

/** What may go, by each rule its oldest first; one more than the limit when there are more. */
export function runsToGo(
  connection: Connection,
  org: string,
  { endedBefore, keepPerAction, limit }: PrunePolicy,
): readonly EndedRun[] {
  const found = new Map<string, EndedRun>();
  const add = (runs: readonly EndedRun[]) => {
    for (const run of runs) if (found.size <= limit) found.set(run.id, run);
  };
  if (endedBefore !== undefined) {
    const sql = `SELECT id, action, change_seq FROM ${BY_END} AND ended_at < ? ORDER BY ended_at LIMIT ?`;
    add(connection.all(sql, org, endedBefore, limit + 1));
  }
  if (keepPerAction !== undefined) {
    for (const action of endedActions(connection, org)) {
      if (found.size > limit) break;
      add(beyondCount(connection, org, action, keepPerAction, limit + 1));
    }
  }
  return [...found.values()];
}

/** From each action straight to the next one, however many runs it has. */
function* endedActions(connection: Connection, org: string): Generator<string> {
  let last = '';
  for (;;) {
    const sql = `SELECT action FROM ${BY_ACTION} AND action > ? ORDER BY action LIMIT 1`;
    const next = connection.first<{ action: string }>(sql, org, last);
    if (!next) return;
    yield next.action;
    last = next.action;
  }
}

/** The newest run that is too many, and those before it. */
function beyondCount(
  connection: Connection,
  org: string,
  action: string,
  keep: number,
  limit: number,
): EndedRun[] {
  const ofAction = `FROM ${BY_ACTION} AND action = ?`;
  const newestToGo = `SELECT created_at, id ${ofAction} ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET ?`;
  return connection.all(
    `SELECT id, action, change_seq ${ofAction}
     AND (created_at, id) <= (${newestToGo}) ORDER BY created_at, id LIMIT ?`,
    org,
    action,
    org,
    action,
    keep,
    limit,
  );
}
