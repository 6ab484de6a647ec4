import type { Caller, Run } from '@berth/core';
import type { Operation } from './operation.ts';

/** What is known of a run that only operations of a history happen to, while the clock stands still. */
export interface RunState {
  readonly run: Run;
  readonly messages: readonly string[];
}

/** A run as text: all of it that operations can change, in one order of keys. */
export function textOf(run: Run): string {
  const { status, statusLabel, link, summary, externalRunId, updatedAt, updatedBy, endedAt } = run;
  return JSON.stringify({
    status,
    statusLabel,
    link,
    summary,
    externalRunId,
    updatedAt,
    updatedBy,
    endedAt,
  });
}

/**
 * The same operation on the pure state: what comes back, and the state after it. Written apart from the rules of the core,
 * since it judges what came of them.
 */
export function performPure(
  state: RunState,
  by: Caller,
  operation: Operation,
): { readonly seen: string; readonly state: RunState } {
  const { run, messages } = state;
  if (operation.type === 'get') return { seen: textOf(run), state };
  if (operation.type === 'logs') return { seen: JSON.stringify(messages), state };
  if (run.endedAt !== undefined) return { seen: 'run_ended', state };
  if (operation.type === 'update') {
    const after = Object.keys(operation.patch).length === 0 ? run : changed(run, by, operation.patch);
    return { seen: textOf(after), state: { run: after, messages } };
  }
  const { message, terminationStatus: status } = operation;
  const after = status ? changed(run, by, { status }) : run;
  return { seen: 'logged', state: { run: after, messages: [...messages, message] } };
}

/** Each change is a millisecond later than the one before, since the clock does not move. */
function changed(run: Run, by: Caller, to: Partial<Run>): Run {
  const updatedAt = new Date(Date.parse(run.updatedAt) + 1).toISOString();
  return { ...run, ...to, updatedAt, updatedBy: by.id, ...(to.status ? { endedAt: updatedAt } : {}) };
}
