import type { Change, Run, RunChange, Store, Versioned } from '@berth/core';
import { at } from './instants.ts';

export type RunEvent = Change['event'];
type Logged = Extract<RunEvent, { readonly type: 'logged' }>;

/** An open run with every key that a run has. */
export function aRun(id: string, over: Partial<Run> = {}): Run {
  return {
    id,
    status: 'IN_PROGRESS',
    statusLabel: undefined,
    action: 'deploy',
    operation: 'DAY-2',
    blueprint: 'service',
    entity: 'checkout',
    properties: { version: '1.2.3' },
    source: 'API',
    requiredApproval: false,
    approvers: [],
    approvals: [],
    synchronized: false,
    payload: undefined,
    sealed: undefined,
    response: undefined,
    timeouts: undefined,
    leadsTo: undefined,
    restricted: false,
    link: undefined,
    summary: undefined,
    externalRunId: undefined,
    message: undefined,
    createdAt: at(0),
    updatedAt: at(0),
    endedAt: undefined,
    createdBy: 'ada',
    email: undefined,
    updatedBy: 'ada',
    impersonatedBy: undefined,
    ...over,
  };
}

/** A run that ended. */
export function ended(id: string, endedAt: string, over: Partial<Run> = {}): Run {
  return aRun(id, { status: 'SUCCESS', endedAt, updatedAt: endedAt, ...over });
}

export function logged(run: string, message: string): Logged {
  const log = { id: `log_${message}`, runId: run, message, createdBy: 'ada', createdAt: at(0) };
  return { type: 'logged', log };
}

export function described(summary: string): RunEvent {
  return { type: 'described', details: { summary }, at: at(1), by: 'ada' };
}

/** Makes a run. */
export function make(run: Run): RunChange {
  return { id: run.id, expected: 0, next: run, events: [] };
}

/** Gives a run that was read a new state. */
export function move(
  { value, version }: Versioned<Run>,
  to: Partial<Run>,
  events: readonly RunEvent[] = [],
): RunChange {
  return { id: value.id, expected: version, next: { ...value, ...to }, events };
}

/** Adds to what happened to a run, and keeps its state. */
export function append(id: string, expected: number, ...events: readonly RunEvent[]): RunChange {
  return { id, expected, next: 'unchanged', events };
}

/** Adds lines to the log of a run. */
export function log(id: string, expected: number, ...messages: readonly string[]): RunChange {
  return append(id, expected, ...messages.map((message) => logged(id, message)));
}

/** Holds a commit to a run. */
export function holdRun(id: string, expected: number): RunChange {
  return append(id, expected);
}

/** The run as it is, which has to be there. */
export async function readRun(store: Store, id: string): Promise<Versioned<Run>> {
  const found = await store.run(id);
  if (!found) throw new Error(`run ${id} is not there`);
  return found;
}
