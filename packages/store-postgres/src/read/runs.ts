import type { Page, Run, RunQuery, Versioned } from '@berth/core';
import { selectRuns } from '@berth/core/database';
import type { Session } from '../connection/session.ts';
import type { Names } from '../names.ts';
import { named, numbered } from '../statement.ts';

interface Row {
  /** A bigint, which comes as text. */
  readonly version: string;
  readonly body: Run;
}

export async function readRun(
  session: Session,
  names: Names,
  org: string,
  id: string,
): Promise<Versioned<Run> | undefined> {
  const text = `SELECT version, body FROM ${names.table('runs')} WHERE org = $1 AND id = $2`;
  const [row] = await session.read<Row>(named(text, [org, id]));
  return row && { value: row.body, version: Number(row.version) };
}

/** One run more than is asked for tells whether there are more. */
export async function readRuns(
  session: Session,
  names: Names,
  org: string,
  query: RunQuery,
): Promise<Page<Run>> {
  const { limit } = query;
  const rows = await session.read<Row>(
    numbered(selectRuns(names.table, org, { ...query, limit: limit + 1 })),
  );
  return { items: rows.slice(0, limit).map(({ body }) => body), more: rows.length > limit };
}
