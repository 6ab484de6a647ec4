import type { Run } from '@berth/core';
import type { Dispatcher } from '../backends/dispatcher.ts';
import type { RunLedger } from './ledger.ts';

/** What each open run waits for, and what would move it. */
export function explainRuns(
  ledger: RunLedger,
  dispatcher: Dispatcher,
  only: string | undefined,
): readonly string[] {
  return ledger
    .open()
    .filter(({ id }) => only === undefined || id === only)
    .map((run) => `run ${run.id} ${explanation(run, ledger, dispatcher)}`);
}

function explanation(run: Run, ledger: RunLedger, dispatcher: Dispatcher): string {
  const { id, action, status } = run;
  if (status === 'WAITING_FOR_APPROVAL') return 'waits for approval: run.approve() or run.decline()';
  if (dispatcher.isUnheard(id))
    return `has nobody who listens for it: name one with port.backend("${action}", …) or port.app(…)`;
  if (dispatcher.isPulled(run))
    return `waits for a worker to claim it: POST /actions/runs/claim-pending, or port.backend("${action}", …)`;
  if (ledger.invoked.has(id)) return 'was delivered, and its backend has not ended it';
  if (ledger.claimed.has(id)) return 'was taken by a worker, which has not ended it';
  return 'is in progress, and nobody has ended it';
}
