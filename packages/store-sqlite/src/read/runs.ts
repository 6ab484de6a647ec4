import type { Page, Run, RunQuery, Versioned } from '@berth/core';
import { runList } from '@berth/core/database';
import type { Connection } from '../driver/connection.ts';
import { readList } from './list.ts';

export function readRun(connection: Connection, org: string, id: string): Versioned<Run> | undefined {
  const sql = 'SELECT version, body FROM berth_runs WHERE org = ? AND id = ?';
  const row = connection.first<{ version: number; body: string }>(sql, org, id);
  return row && { value: JSON.parse(row.body), version: row.version };
}

export function readRuns(connection: Connection, org: string, query: RunQuery): Page<Run> {
  const found = readList<Run>(connection, org, runList(query));
  return { items: found.slice(0, query.limit), more: found.length > query.limit };
}
