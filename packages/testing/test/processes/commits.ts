import type { Commit, Run, RunChange } from '@berth/core';

export const instant = '2024-01-01T00:00:00.000Z';

export function run(id: string, differs: Partial<Run> = {}): Run {
  return {
    id,
    status: 'IN_PROGRESS',
    statusLabel: undefined,
    action: 'deploy',
    operation: 'CREATE',
    blueprint: undefined,
    entity: undefined,
    properties: {},
    source: 'API',
    requiredApproval: false,
    approvers: [],
    approvals: [],
    synchronized: false,
    link: undefined,
    summary: undefined,
    externalRunId: undefined,
    message: undefined,
    createdAt: instant,
    updatedAt: instant,
    endedAt: undefined,
    createdBy: 'ada',
    email: undefined,
    updatedBy: 'ada',
    impersonatedBy: undefined,
    ...differs,
  };
}

export function commit(change: Partial<Commit>): Commit {
  return { runs: [], documents: [], audits: [], receipt: undefined, ...change };
}

/** Makes a run. */
export function making(made: Run): Commit {
  return commit({ runs: [{ id: made.id, expected: 0, next: made, events: [] }] });
}

/** Gives a run of some version another state. */
export function moving(next: Run, expected = 1): Commit {
  return commit({ runs: [{ id: next.id, expected, next, events: [] }] });
}

/** Adds lines to a run that stays as it is. */
export function logging(id: string, ...messages: readonly string[]): Commit {
  return commit({ runs: [lines(id, messages)] });
}

function lines(id: string, messages: readonly string[]): RunChange {
  const events = messages.map((message) => ({
    type: 'logged' as const,
    log: { id: `l_${message}`, runId: id, message, createdBy: 'ada', createdAt: instant },
  }));
  return { id, expected: 1, next: 'unchanged', events };
}
