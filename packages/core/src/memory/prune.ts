import type { Run } from '../run/run.ts';
import type { Pruned, PrunePolicy } from '../store/prune.ts';
import type { RunRow } from './run-table.ts';
import { byTimeThenId } from './sorted.ts';
import type { Tables } from './tables.ts';

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

function runsToGo({ runs }: Tables, { endedBefore, keepPerAction }: PrunePolicy): RunRow[] {
  const seen = new Map<string, number>();
  const beyondCount = ({ action }: Run) => {
    const newer = seen.get(action) ?? 0;
    seen.set(action, newer + 1);
    return keepPerAction !== undefined && newer >= keepPerAction;
  };
  return runs
    .oldestFirst()
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
  const ids = new Set(gone.map(({ run }) => run.id));
  tables.runs.remove(ids);
  for (const id of ids) tables.tasks.delete(id);
}

function forgetAudits(tables: Tables, { auditsBefore, limit }: PrunePolicy): number {
  if (auditsBefore === undefined) return 0;
  const all = tables.audits.all();
  const first = all.findIndex(({ at }) => at >= auditsBefore);
  const gone = all.slice(0, Math.min(limit, first < 0 ? all.length : first));
  if (gone.length > 0) tables.audits.replace(all.slice(gone.length));
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
  const old = [...receipts.entries()].filter(([, { at }]) => at < receiptsBefore);
  const gone = old.sort(([a, one], [b, other]) => byTimeThenId(one.at, a, other.at, b)).slice(0, limit);
  for (const [id] of gone) receipts.delete(id);
  return gone.length;
}
