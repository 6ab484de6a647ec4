import type { Run } from '@berth/core';
import type { Dispatcher } from '../backends/dispatcher.ts';
import type { Activity } from '../time/activity.ts';
import type { RunLedger } from './ledger.ts';

interface ExplainParts {
  readonly ledger: RunLedger;
  readonly dispatcher: Dispatcher;
  readonly activity: Activity;
}

/** What each open run waits for, and what would move it. */
export function explainRuns(parts: ExplainParts, only: string | undefined): readonly string[] {
  return parts.ledger
    .open()
    .filter(({ id }) => only === undefined || id === only)
    .map((run) => `run ${run.id} ${explanation(run, parts)}`);
}

function explanation(run: Run, { ledger, dispatcher, activity }: ExplainParts): string {
  const { id, action, status } = run;
  if (status === 'WAITING_FOR_APPROVAL') return 'waits for approval: run.approve() or run.decline()';
  if (dispatcher.isUnheard(id))
    return `has nobody who listens for it: name one with port.backend("${action}", …) or port.app(…)`;
  if (dispatcher.isPulled(run))
    return `waits for a worker to claim it: POST /actions/runs/claim-pending, or port.backend("${action}", …)`;
  if (ledger.invoked.has(id)) {
    const how = activity.isAtWorkOn(id) ? '' : howToEnd(dispatcher.isScripted(run));
    return `was delivered, and its backend has not ended it${how}`;
  }
  if (ledger.claimed.has(id)) return 'was taken by a worker, which has not ended it';
  return 'is in progress, and nobody has ended it';
}

/** Of a backend that has answered. */
function howToEnd(isScript: boolean): string {
  return isScript
    ? ": what a script returns does, such as { kind: 'success' }"
    : '; if it is still at work, let waits know by port.track(…), or wait longer by { hangGuardMs }';
}
