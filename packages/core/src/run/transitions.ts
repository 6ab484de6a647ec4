import type { RunStatus } from './run.ts';

/** Which status may follow which. A status with no successor is an end, and an end takes no change of any kind. */
export const transitions: { readonly [S in RunStatus]: readonly RunStatus[] } = {
  // Approve, decline, withdraw; a run that was never executed cannot have succeeded.
  WAITING_FOR_APPROVAL: ['IN_PROGRESS', 'DECLINED', 'FAILURE'],
  IN_PROGRESS: ['SUCCESS', 'FAILURE'],
  SUCCESS: [],
  FAILURE: [],
  DECLINED: [],
};

export function hasEnded(status: RunStatus): boolean {
  return transitions[status].length === 0;
}
