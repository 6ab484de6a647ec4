import type { Run } from '../../app/api/types.ts';

/** A run of an action, begun in the given second. */
export function runOf(id: string, second = 0, changes: Partial<Run> = {}): Run {
  const at = new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
  return {
    id,
    status: 'SUCCESS',
    action: { identifier: 'deploy', title: 'Deploy', icon: null },
    source: 'API',
    requiredApproval: false,
    properties: {},
    createdAt: at,
    updatedAt: at,
    ...changes,
  };
}
