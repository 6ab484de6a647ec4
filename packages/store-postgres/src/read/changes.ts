import type { Change, ChangeQuery, LogQuery, RunLog } from '@berth/core';
import type { Session } from '../connection/session.ts';
import type { Names } from '../names.ts';
import { named } from '../statement.ts';

export async function readLogs(
  session: Session,
  names: Names,
  org: string,
  { run, offset, limit }: LogQuery,
): Promise<RunLog[]> {
  const text = `SELECT event -> 'log' AS log FROM ${names.table('changes')}
    WHERE org = $1 AND run = $2 AND log_seq > $3 AND log_seq <= $4 ORDER BY log_seq`;
  const rows = await session.read<{ readonly log: RunLog }>(named(text, [org, run, offset, offset + limit]));
  return rows.map(({ log }) => log);
}

export async function readChanges(
  session: Session,
  names: Names,
  org: string,
  { run, after, limit }: ChangeQuery,
): Promise<readonly Change[]> {
  const text = `SELECT seq, event FROM ${names.table('changes')}
    WHERE org = $1 AND run = $2 AND seq > $3 AND seq <= $4 ORDER BY seq`;
  return session.read<Change>(named(text, [org, run, after, after + limit]));
}
