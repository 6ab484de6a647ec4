import type { Pruned, PrunePolicy } from '@berth/core';
import { FIRST_VERSION } from './commit/document-parts.ts';
import type { Session } from './connection/session.ts';
import type { Names } from './names.ts';
import type { Statement } from './statement.ts';

/** Nobody decides for a day on something that was deleted meanwhile; so long a tombstone keeps its version. */
const TOMBSTONES_STAY = "interval '1 day'";

/**
 * One batch. An ended run is never changed again, so between being chosen and being removed the only thing that can happen to
 * it is that somebody else removes it. Whatever is in somebody's hands is passed over, so nobody waits for anybody, and what is
 * reported is what went by this hand. Texts have no name here: the server plans
 * each with the numbers at hand, since one plan for all would reckon with far more rows than a batch has.
 */
export async function pruneBatch(
  session: Session,
  names: Names,
  org: string,
  policy: PrunePolicy,
): Promise<Pruned> {
  const { auditsBefore, receiptsBefore, limit } = policy;
  const chosen = new Set<string>();
  for (const choice of [endedBefore(names, org, policy), beyondCount(names, org, policy)]) {
    const found = choice ? await session.read<{ readonly id: string }>(choice) : [];
    for (const { id } of found) if (chosen.size < limit) chosen.add(id);
  }
  const { runs, changes } = await removeRuns(session, names, org, [...chosen]);
  const audits = await removeOld(session, names, 'audits', org, auditsBefore, limit);
  const receipts = await removeOld(session, names, 'receipts', org, receiptsBefore, limit);
  const tombstones = await removeTombstones(session, names, org, limit);
  const more = [chosen.size, audits, receipts, tombstones].some((count) => count === limit);
  return { runs, changes, audits, receipts, more };
}

function endedBefore(
  names: Names,
  org: string,
  { endedBefore: before, limit }: PrunePolicy,
): Statement | undefined {
  if (before === undefined) return undefined;
  const text = `SELECT id FROM ${names.table('runs')}
    WHERE org = $1 AND ended_at IS NOT NULL AND ended_at < $2 ORDER BY ended_at, id LIMIT $3`;
  return { text, values: [org, before, limit] };
}

/** Skips from action to action, and in each over those that are open and the newest few, so that the time does not grow with the runs. */
function beyondCount(
  names: Names,
  org: string,
  { keepPerAction, limit }: PrunePolicy,
): Statement | undefined {
  if (keepPerAction === undefined) return undefined;
  const runs = `FROM ${names.table('runs')} AS r WHERE r.org = $1`;
  const text = `WITH RECURSIVE actions (action) AS (
      (SELECT r.action ${runs} ORDER BY r.action LIMIT 1)
      UNION ALL
      SELECT (SELECT r.action ${runs} AND r.action > actions.action ORDER BY r.action LIMIT 1)
      FROM actions WHERE actions.action IS NOT NULL)
    SELECT beyond.id FROM actions, LATERAL (
      SELECT r.id ${runs} AND r.action = actions.action AND r.ended_at IS NOT NULL
      ORDER BY r.created_at DESC, r.id DESC LIMIT $3 OFFSET $2) AS beyond
    LIMIT $3`;
  return { text, values: [org, keepPerAction, limit] };
}

async function removeRuns(
  session: Session,
  names: Names,
  org: string,
  ids: readonly string[],
): Promise<Pick<Pruned, 'runs' | 'changes'>> {
  if (ids.length === 0) return { runs: [], changes: 0 };
  const runTable = names.table('runs');
  const text = `WITH
    free AS MATERIALIZED (SELECT id FROM ${runTable} WHERE org = $1 AND id = ANY ($2::text[]) AND ended_at IS NOT NULL
      FOR UPDATE SKIP LOCKED),
    removed AS (DELETE FROM ${runTable} AS r USING free WHERE r.org = $1 AND r.id = free.id
      RETURNING r.id, r.action, r.created_at),
    undone AS (DELETE FROM ${names.table('tasks')} AS t USING free WHERE t.org = $1 AND t.run = free.id),
    gone AS (DELETE FROM ${names.table('changes')} AS c USING free WHERE c.org = $1 AND c.run = free.id RETURNING 1)
    SELECT id, action, (SELECT count(*) FROM gone)::integer AS changes FROM removed ORDER BY created_at, id`;
  const rows = (await session.write({ text, values: [org, ids] })) as readonly Removed[];
  return { runs: rows.map(({ id, action }) => ({ id, action })), changes: rows[0]?.changes ?? 0 };
}

interface Removed {
  readonly id: string;
  readonly action: string;
  readonly changes: number;
}

async function removeOld(
  session: Session,
  names: Names,
  table: 'audits' | 'receipts',
  org: string,
  before: string | undefined,
  limit: number,
): Promise<number> {
  if (before === undefined) return 0;
  const text = `DELETE FROM ${names.table(table)} WHERE org = $1 AND id IN
    (SELECT id FROM ${names.table(table)} WHERE org = $1 AND at < $2 ORDER BY at LIMIT $3 FOR UPDATE SKIP LOCKED)
    RETURNING 1`;
  return (await session.write({ text, values: [org, before, limit] })).length;
}

/** None whose version the clock has not passed yet: a document made anew begins at the clock. */
async function removeTombstones(session: Session, names: Names, org: string, limit: number): Promise<number> {
  const documents = names.table('documents');
  const text = `DELETE FROM ${documents} WHERE org = $1 AND (kind, key) IN
    (SELECT kind, key FROM ${documents} WHERE org = $1 AND body IS NULL
      AND changed_at < clock_timestamp() - ${TOMBSTONES_STAY} AND version < ${FIRST_VERSION}
      LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING 1`;
  return (await session.write({ text, values: [org, limit] })).length;
}
