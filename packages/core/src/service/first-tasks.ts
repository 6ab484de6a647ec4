import type { Action } from '../catalog/action.ts';
import { queueOf, SERVER_QUEUE } from '../invocation/queue.ts';
import type { Occasion, Timestamp } from '../occasion.ts';
import type { Run, RunTimeouts } from '../run/run.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Nothing is invoked before it may be, and what may be is invoked once: the task comes with the very status. */
export function invokeOnceStarted(work: UnitOfWork, run: Run, { at }: Occasion): void {
  const { id, status, action, payload, timeouts } = run;
  if (status !== 'IN_PROGRESS') return;
  if (payload) work.assign({ run: id, kind: 'invoke', queue: queueOf(payload), action, dueAt: at });
  if (timeouts)
    work.assign({ run: id, kind: 'sweep', queue: SERVER_QUEUE, action, dueAt: firstLook(timeouts, at) });
}

/** The limits of an action's runs, if it sets any. */
export function timeoutsOf({
  definition: { deadline, inactivityTimeout: inactivity },
}: Action): RunTimeouts | undefined {
  if (deadline === undefined && inactivity === undefined) return undefined;
  return {
    ...(deadline === undefined ? {} : { deadline }),
    ...(inactivity === undefined ? {} : { inactivity }),
  };
}

/** When a run that is in progress from now on is to be looked at. */
function firstLook({ deadline = Infinity, inactivity = Infinity }: RunTimeouts, at: Timestamp): Timestamp {
  return new Date(Date.parse(at) + 1000 * Math.min(deadline, inactivity)).toISOString();
}
