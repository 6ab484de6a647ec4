import type { RunStatus } from '@berth/core';

const ends: ReadonlySet<RunStatus> = new Set<RunStatus>(['SUCCESS', 'FAILURE', 'DECLINED']);

/** A status that no other one follows. */
export function hasEnded(status: RunStatus): boolean {
  return ends.has(status);
}
