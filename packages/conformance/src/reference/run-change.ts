import type { Body } from '../wire/answer.ts';
import { audit } from './audit.ts';
import { runContext } from './execute.ts';
import { Refusal } from './refusal.ts';
import { isOver, type LogLine, type RunRecord, type RunStatus } from './run-record.ts';
import type { World } from './world.ts';

export type Ending = Extract<RunStatus, 'SUCCESS' | 'FAILURE'>;

/** Refuses what an ended run takes no more, and an ending that is not for the caller to set. */
export function mayChange(run: RunRecord, ending: unknown): void {
  if (isOver(run)) throw new Refusal(422, 'run_exhausted', 'Action run already finished execution');
  if (ending === undefined) return;
  if (run.status === 'WAITING_FOR_APPROVAL') {
    if (ending === 'FAILURE') return;
    throw new Refusal(422, 'run_waiting_for_approval', 'A run that waits for approval can only be withdrawn');
  }
  const { type, synchronized, agent } = run.invocation;
  if (type === 'WEBHOOK' && synchronized === true && agent !== true)
    throw new Refusal(
      422,
      'run_synchronized_error',
      'The status of a synchronized run cannot be set by hand',
    );
}

/** The run with these values, one step later; with a status: ended. */
export function changed(world: World, run: RunRecord, values: Partial<RunRecord>, by: string): RunRecord {
  const at = world.instant();
  const next: RunRecord = { ...run, ...values, updatedAt: at, updatedBy: by };
  if (run.status === next.status) return next;
  audit(world, { resource: 'run', action: 'UPDATE', by, context: runContext(next) });
  return isOver(next) ? { ...next, endedAt: at } : next;
}

export function patched(world: World, run: RunRecord, values: Body, by: string): RunRecord {
  mayChange(run, values.status);
  return Object.keys(values).length === 0 ? run : changed(world, run, values, by);
}

/** With a line at the end of its log, and what the line says of the run. */
export function logged(world: World, run: RunRecord, line: LogLine, body: Body): RunRecord {
  const { terminationStatus, statusLabel } = body;
  mayChange(run, terminationStatus);
  const log = [...run.log, line];
  if (terminationStatus === undefined && statusLabel === undefined) return { ...run, log };
  const values: Partial<RunRecord> = {
    log,
    ...(terminationStatus === undefined ? {} : { status: terminationStatus as Ending }),
    ...(statusLabel === undefined ? {} : { statusLabel: String(statusLabel) }),
  };
  return changed(world, run, values, line.createdBy);
}
