import type { Change, ChangeQuery, LogQuery, RunLog } from '@berth/core';
import type { Session } from '../connection/session.ts';
import type { Names } from '../names.ts';
import { named } from '../statement.ts';

interface Logged {
  readonly log: RunLog;
}

/** Both ends as the server's integers can hold them; no run has as many. */
function range(after: number, limit: number): readonly [after: number, last: number] {
  return [Math.min(after, Number.MAX_SAFE_INTEGER), Math.min(after + limit, Number.MAX_SAFE_INTEGER)];
}

export async function readLogs(
  session: Session,
  names: Names,
  org: string,
  { run, offset, limit }: LogQuery,
): Promise<RunLog[]> {
  const text = `SELECT event FROM ${names.table('changes')}
    WHERE org = $1 AND run = $2 AND log_seq > $3::bigint AND log_seq <= $4::bigint ORDER BY log_seq`;
  const rows = await session.read<{ readonly event: Logged }>(
    named(text, [org, run, ...range(offset, limit)]),
  );
  // Taken out here: the server's own operator would choke on text that JSON can write and the server's texts cannot hold.
  return rows.map(({ event }) => event.log);
}

export async function readChanges(
  session: Session,
  names: Names,
  org: string,
  { run, after, limit }: ChangeQuery,
): Promise<readonly Change[]> {
  const text = `SELECT seq, event FROM ${names.table('changes')}
    WHERE org = $1 AND run = $2 AND seq > $3::bigint AND seq <= $4::bigint ORDER BY seq`;
  return session.read<Change>(named(text, [org, run, ...range(after, limit)]));
}
