import type { RunStatus } from '@berth/core';

/** All that a run may have. */
export const statuses: readonly RunStatus[] = [
  'IN_PROGRESS',
  'SUCCESS',
  'FAILURE',
  'WAITING_FOR_APPROVAL',
  'DECLINED',
];
