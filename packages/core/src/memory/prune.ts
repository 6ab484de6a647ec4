import type { Run } from '../run/run.ts';
import type { Pruned, PrunePolicy } from '../store/prune.ts';
import type { RunRow, Tables } from './tables.ts';

/** Removes what the policy lets go, oldest first. */
export function pruneTables(tables: Tables, policy: PrunePolicy): Pruned {
  const rows = runsToGo(tables, policy);
  const gone = rows.slice(0, policy.limit);
  forgetRuns(tables, gone);
  const audits = forgetAudits(tables, policy);
  const receipts = forgetReceipts(tables, policy);
  return {
    runs: gone.map(({ run: { id, action } }) => ({ id, action })),
    changes: gone.reduce((sum, { events }) => sum + events.length, 0),
    audits,
    receipts,
    more: rows.length > policy.limit || audits === policy.limit || receipts === policy.limit,
  };
}

function runsToGo({ runsInOrder }: Tables, { endedBefore, keepPerAction }: PrunePolicy): RunRow[] {
  const seen = new Map<string, number>();
  const beyondCount = ({ action }: Run) => {
    const newer = seen.get(action) ?? 0;
    seen.set(action, newer + 1);
    return keepPerAction !== undefined && newer >= keepPerAction;
  };
  return runsInOrder
    .toReversed()
    .filter(({ run }) => {
      if (run.endedAt === undefined) return false;
      const beyond = beyondCount(run);
      return beyond || (endedBefore !== undefined && run.endedAt < endedBefore);
    })
    .toReversed();
}

function forgetRuns(tables: Tables, gone: readonly RunRow[]): void {
  if (gone.length === 0) return;
  const rows = new Set(gone);
  for (const { run } of gone) {
    tables.runs.delete(run.id);
    tables.tasks.delete(run.id);
  }
  tables.runsInOrder = tables.runsInOrder.filter((row) => !rows.has(row));
}

function forgetAudits(tables: Tables, { auditsBefore, limit }: PrunePolicy): number {
  if (auditsBefore === undefined) return 0;
  const first = tables.audits.findIndex(({ at }) => at >= auditsBefore);
  const gone = tables.audits.slice(0, Math.min(limit, first < 0 ? tables.audits.length : first));
  tables.audits = tables.audits.slice(gone.length);
  const ids = new Set(gone.map(({ id }) => id));
  for (const run of new Set(gone.map(({ context }) => context.run))) {
    if (run === undefined) continue;
    const left = (tables.auditsOfRun.get(run) ?? []).filter(({ id }) => !ids.has(id));
    if (left.length > 0) tables.auditsOfRun.set(run, left);
    else tables.auditsOfRun.delete(run);
  }
  return gone.length;
}

function forgetReceipts({ receipts }: Tables, { receiptsBefore, limit }: PrunePolicy): number {
  if (receiptsBefore === undefined) return 0;
  const gone = [...receipts.values()].filter(({ at }) => at < receiptsBefore).slice(0, limit);
  for (const { id } of gone) receipts.delete(id);
  return gone.length;
}
