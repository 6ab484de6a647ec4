import type { Pruned, PrunePolicy } from '@berth/core';
import type { SqliteValue } from './driver.ts';
import type { Prepare } from './statements.ts';

interface Doomed {
  readonly id: string;
  readonly action: string;
}

/** One batch, in a transaction that began IMMEDIATE: what is chosen is still so when it goes. */
export function pruneBatch(prepare: Prepare, org: string, policy: PrunePolicy): Pruned {
  const { auditsBefore, receiptsBefore, limit } = policy;
  const doomed = [...byAge(prepare, org, policy), ...beyondCount(prepare, org, policy)];
  const runs = [...new Map(doomed.map((run) => [run.id, run])).values()].slice(0, limit);
  const changes = runs.reduce((sum, { id }) => sum + removeRun(prepare, org, id), 0);
  const audits = removeOld(prepare, org, 'audits', auditsBefore, limit);
  const receipts = removeOld(prepare, org, 'receipts', receiptsBefore, limit);
  const more = [runs.length, audits, receipts].some((count) => count === limit);
  return { runs: runs.map(({ id, action }) => ({ id, action })), changes, audits, receipts, more };
}

function byAge(prepare: Prepare, org: string, { endedBefore, limit }: PrunePolicy): readonly Doomed[] {
  if (endedBefore === undefined) return [];
  return prepare(
    `SELECT id, action FROM runs INDEXED BY runs_by_end
     WHERE org = ? AND ended_at IS NOT NULL AND ended_at < ? ORDER BY ended_at, id LIMIT ?`,
  ).all(org, endedBefore, limit) as Doomed[];
}

/** For each action the ended runs behind its newest few; found by skipping those, so it takes no longer with more of them. */
function beyondCount(prepare: Prepare, org: string, { keepPerAction, limit }: PrunePolicy): Doomed[] {
  const doomed: Doomed[] = [];
  if (keepPerAction === undefined) return doomed;
  for (
    let action = nextAction(prepare, org, '');
    action !== undefined;
    action = nextAction(prepare, org, action)
  ) {
    const room = limit - doomed.length;
    if (room === 0) break;
    const found = prepare(
      `SELECT id, action FROM runs INDEXED BY runs_ended_by_action
       WHERE org = ? AND action = ? AND ended_at IS NOT NULL
       ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?`,
    ).all(org, action, room, keepPerAction);
    doomed.push(...(found as Doomed[]));
  }
  return doomed;
}

function nextAction(prepare: Prepare, org: string, behind: string): string | undefined {
  const row = prepare(
    `SELECT action FROM runs INDEXED BY runs_ended_by_action
     WHERE org = ? AND action > ? AND ended_at IS NOT NULL ORDER BY action LIMIT 1`,
  ).get(org, behind);
  return (row as Doomed | undefined)?.action;
}

function removeRun(prepare: Prepare, org: string, id: string): number {
  const changes = prepare('DELETE FROM changes WHERE org = ? AND run = ? RETURNING 1').all(org, id).length;
  prepare('DELETE FROM runs WHERE org = ? AND id = ?').run(org, id);
  return changes;
}

function removeOld(
  prepare: Prepare,
  org: string,
  table: 'audits' | 'receipts',
  before: SqliteValue | undefined,
  limit: number,
): number {
  if (before === undefined) return 0;
  return prepare(
    `DELETE FROM ${table} WHERE rowid IN
       (SELECT rowid FROM ${table} WHERE org = ? AND at < ? ORDER BY at LIMIT ?) RETURNING 1`,
  ).all(org, before, limit).length;
}
