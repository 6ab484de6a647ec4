import type { Run, RunStatus } from '@berth/core';

/** Every key that is present must hold. */
export interface RunQuery {
  readonly action?: string;
  readonly status?: RunStatus;
  /** Whether it is in progress. */
  readonly active?: boolean;
  readonly externalRunId?: string;
}

export function isAsked(run: Run, { action, status, active, externalRunId }: RunQuery): boolean {
  return (
    (action === undefined || run.action === action) &&
    (status === undefined || run.status === status) &&
    (active === undefined || (run.status === 'IN_PROGRESS') === active) &&
    (externalRunId === undefined || run.externalRunId === externalRunId)
  );
}
