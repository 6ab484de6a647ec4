import type { Page, Run, RunQuery, Versioned } from '@berth/core';
import { runList } from '@berth/core/database';
import type { Session } from '../connection/session.ts';
import type { Names } from '../names.ts';
import { named } from '../statement.ts';
import { readList } from './list.ts';

interface Row {
  readonly version: number;
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
  return row && { value: row.body, version: row.version };
}

export async function readRuns(
  session: Session,
  names: Names,
  org: string,
  query: RunQuery,
): Promise<Page<Run>> {
  const found = await readList<Run>(session, names, org, runList(query));
  return { items: found.slice(0, query.limit), more: found.length > query.limit };
}
