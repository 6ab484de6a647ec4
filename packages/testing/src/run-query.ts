import type { Run, RunStatus } from '@berth/core';
import { statuses } from './runs/statuses.ts';

/** Every key that is present must hold. */
export interface RunQuery {
  readonly action?: string;
  readonly status?: RunStatus;
  /** Whether it is in progress. */
  readonly active?: boolean;
  readonly externalRunId?: string;
}

const keys: ReadonlySet<string> = new Set(['action', 'status', 'active', 'externalRunId']);

/** What is misspelt would be found for all runs, or for none. @throws TypeError */
export function checkRunQuery(query: RunQuery): void {
  const key = Object.keys(query).find((each) => !keys.has(each));
  if (key !== undefined)
    throw new TypeError(`Runs are asked for by ${[...keys].join(', ')}, not by "${key}"`);
  const { status } = query;
  if (status !== undefined && !statuses.includes(status))
    throw new TypeError(`A run has the status ${statuses.join(', ')}, not ${status}`);
}

export function isAsked(run: Run, { action, status, active, externalRunId }: RunQuery): boolean {
  return (
    (action === undefined || run.action === action) &&
    (status === undefined || run.status === status) &&
    (active === undefined || (run.status === 'IN_PROGRESS') === active) &&
    (externalRunId === undefined || run.externalRunId === externalRunId)
  );
}
