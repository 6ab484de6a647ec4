import type { Pruned, PrunePolicy, Timestamp } from '@berth/core';
import type { Connection } from '../driver/connection.ts';
import { type EndedRun, runsToGo } from './runs-to-go.ts';

/** All that happened to a run goes with it; beyond so many changes, further runs wait for the next call. */
const CHANGES_AT_ONCE = 5_000;

/** Removes what the policy lets go, as much as one transaction should take. */
export function pruneOnce(connection: Connection, org: string, policy: PrunePolicy): Pruned {
  const { limit, auditsBefore, receiptsBefore } = policy;
  const found = runsToGo(connection, org, policy);
  const gone = atOnce(found.slice(0, limit));
  const changes = gone.reduce((sum, { id }) => sum + removeRun(connection, org, id), 0);
  const audits = removeOld(connection, org, 'berth_audits', auditsBefore, limit);
  const receipts = removeOld(connection, org, 'berth_receipts', receiptsBefore, limit);
  return {
    runs: gone.map(({ id, action }) => ({ id, action })),
    changes,
    audits,
    receipts,
    more: found.length > gone.length || audits === limit || receipts === limit,
  };
}

/** At least one, however much happened to it. */
function atOnce(runs: readonly EndedRun[]): readonly EndedRun[] {
  let changes = 0;
  const tooMany = runs.findIndex(({ change_seq }, at) => {
    changes += change_seq;
    return at > 0 && changes > CHANGES_AT_ONCE;
  });
  return tooMany < 0 ? runs : runs.slice(0, tooMany);
}

function removeRun(connection: Connection, org: string, id: string): number {
  connection.run('DELETE FROM berth_runs WHERE org = ? AND id = ? AND ended_at IS NOT NULL', org, id);
  connection.run('DELETE FROM berth_tasks WHERE org = ? AND run = ?', org, id);
  return connection.run('DELETE FROM berth_changes WHERE org = ? AND run = ?', org, id);
}

function removeOld(
  connection: Connection,
  org: string,
  table: 'berth_audits' | 'berth_receipts',
  before: Timestamp | undefined,
  limit: number,
): number {
  if (before === undefined) return 0;
  const oldest = `SELECT rowid FROM ${table} INDEXED BY ${table}_by_at WHERE org = ? AND at < ? ORDER BY at LIMIT ?`;
  return connection.run(`DELETE FROM ${table} WHERE rowid IN (${oldest})`, org, before, limit);
}
