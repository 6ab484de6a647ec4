/** A run that failed, and the journal of what its backend did: as a fake Port shows them, made by hand. */
export const run = {
  id: 'r_1',
  view: () => ({
    status: 'FAILURE' as const,
    statusLabel: 'Rolled back',
    link: ['https://ci/7', 'https://ci/8'],
    logs: [{ message: 'cloned' }, { message: 'built cart' }, { message: 'rolled back to 41' }],
    affected: [
      { change: 'CREATE', blueprint: 'service', entity: 'cart' },
      { change: 'UPDATE', blueprint: 'cluster', entity: 'eu' },
    ],
  }),
  statuses: () => ['WAITING_FOR_APPROVAL', 'IN_PROGRESS', 'FAILURE'] as const,
  timeline: () =>
    timeline([
      ['+00:00:00.000', 'transition', 'r_1 WAITING_FOR_APPROVAL'],
      ['+00:00:10.000', 'transition', 'r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS'],
      ['+00:00:10.000', 'delivery', 'POST http://app.test/hook 200'],
      ['+00:01:30.000', 'log', '"no SUCCESS"'],
      ['+00:01:30.000', 'transition', 'r_1 IN_PROGRESS -> FAILURE'],
    ]),
};

/** A run that nothing has happened to. */
export const idle = {
  id: 'r_2',
  view: () => ({ status: 'IN_PROGRESS' as const, link: [], logs: [], affected: [] }),
  statuses: () => ['IN_PROGRESS'] as const,
  timeline: () => timeline([]),
};

/** A run that ended well and says no more. */
export const done = {
  ...idle,
  id: 'r_3',
  statuses: () => ['SUCCESS'] as const,
  view: () => ({ ...idle.view(), status: 'SUCCESS' as const }),
};

export const journal = {
  all: () => exchanges,
  violations: () => [{ code: 'unknown-operation', message: 'PUT /v1/runs is none of Port' }],
  toString: () => exchanges.map(({ seq, direction, op }) => `#${seq} ${direction} ${op}`).join('\n'),
};

const exchanges = [
  {
    seq: 1,
    direction: 'delivery' as const,
    op: 'delivery',
    action: 'deploy',
    request: { body: { action: 'deploy', payload: { env: 'prod' } } },
  },
  {
    seq: 2,
    direction: 'api' as const,
    op: 'runs.update',
    request: { body: { statusLabel: 'Half way', link: ['https://ci/7'] } },
  },
  {
    seq: 3,
    direction: 'api' as const,
    op: 'runs.update',
    request: { body: { status: 'FAILURE', summary: 'Disk full' } },
  },
];

/** A journal in which nothing is wrong, since nothing is in it. */
export const empty = { all: () => [], violations: () => [], toString: () => '' };

function timeline(told: readonly (readonly [t: string, kind: string, text: string])[]) {
  return {
    events: told.map(([t, kind, text]) => ({ t, kind, text })),
    toString: () => told.map((each) => each.join(' ')).join('\n'),
  };
}
