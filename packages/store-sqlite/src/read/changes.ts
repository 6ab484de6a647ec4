import type { Change, ChangeQuery, LogQuery, RunLog } from '@berth/core';
import type { Connection } from '../driver/connection.ts';

export function readChanges(connection: Connection, org: string, query: ChangeQuery): Change[] {
  const sql =
    'SELECT seq, event FROM berth_changes WHERE org = ? AND run = ? AND seq > ? ORDER BY seq LIMIT ?';
  return connection
    .all<{ seq: number; event: string }>(sql, org, query.run, query.after, query.limit)
    .map(({ seq, event }) => ({ seq, event: JSON.parse(event) }));
}

/** Lines are counted densely, so the one behind `offset` others is found by its number, however far back it is. */
export function readLogs(connection: Connection, org: string, { run, offset, limit }: LogQuery): RunLog[] {
  const sql = `SELECT event FROM berth_changes INDEXED BY berth_changes_by_log_seq
    WHERE org = ? AND run = ? AND log_seq > ? ORDER BY log_seq LIMIT ?`;
  return connection
    .all<{ event: string }>(sql, org, run, offset, limit)
    .map(({ event }) => JSON.parse(event).log);
}
