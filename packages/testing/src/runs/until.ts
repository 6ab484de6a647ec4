import type { RunStatus } from '@berth/core';
import { atOnce } from '../at-once.ts';
import type { RunView } from '../run-view.ts';
import type { Activity } from '../time/activity.ts';
import { hasEnded } from './ended.ts';
import type { RunLedger } from './ledger.ts';
import { statuses } from './statuses.ts';

/** What to wait for: that its work has begun, that a worker has taken it, any end, one status, or whatever a function says. */
export type Until = 'invoked' | 'claimed' | 'terminal' | RunStatus | ((run: RunView) => boolean);

/** @throws TypeError for what is no such thing */
export function checkUntil(until: Until): void {
  if (
    typeof until === 'function' ||
    ['invoked', 'claimed', 'terminal'].includes(until) ||
    statuses.some((each) => each === until)
  )
    return;
  throw new TypeError(
    `A run is waited for until it is invoked, claimed, terminal or one of ${statuses.join(', ')}, not ${until}`,
  );
}

/** Whether it is there. */
export function isReached(ledger: RunLedger, id: string, until: Until, view: () => RunView): boolean {
  if (typeof until === 'function') return atOnce(until(view()), 'The condition of a wait');
  if (until === 'invoked') return ledger.invoked.has(id);
  if (until === 'claimed') return ledger.claimed.has(id);
  const status = ledger.run(id)?.status;
  return until === 'terminal' ? status !== undefined && hasEnded(status) : status === until;
}

interface Reached {
  readonly ledger: RunLedger;
  readonly activity: Activity;
  readonly view: (id: string) => RunView;
}

/** The run that was waited for. Most backends end it and then answer: who waits for the end gets them at rest. */
export function reached({ ledger, activity, view }: Reached, id: string) {
  return { value: view(id), isUnderWay: isLost(ledger, id) && activity.isAtWorkOn(id) };
}

/** Whether it can still come to be: an end is never left. */
export function isLost(ledger: RunLedger, id: string): boolean {
  const status = ledger.run(id)?.status;
  return status !== undefined && hasEnded(status);
}

/** Behind "was to". */
export function untilInWords(until: Until): string {
  if (typeof until === 'function') return 'satisfy the condition of its wait';
  if (until === 'invoked') return 'have its work begun';
  if (until === 'claimed') return 'be taken by a worker';
  return until === 'terminal' ? 'end' : `become ${until}`;
}
