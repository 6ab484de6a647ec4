import fc from 'fast-check';
import type { Occasion } from '../../src/occasion.ts';
import type { RunCommand, RunPatch, StartRun } from '../../src/run/command.ts';

const text = fc.string({ maxLength: 12 });
const ending = fc.constantFrom('SUCCESS', 'FAILURE');

export const startRun: fc.Arbitrary<StartRun> = fc.record({
  id: fc.constant('r_1'),
  action: fc.constant('create_service'),
  operation: fc.constantFrom('CREATE', 'DAY-2', 'DELETE'),
  blueprint: fc.constantFrom('service', undefined),
  entity: fc.constantFrom('checkout', undefined),
  properties: fc.constant({}),
  source: fc.constantFrom('UI', 'API', 'AUTOMATION'),
  requiredApproval: fc.constantFrom(false, true, { type: 'ANY' } as const, { type: 'ALL' } as const),
  approvers: fc.subarray(['ada', 'bob', 'cyd']),
  synchronized: fc.boolean(),
  payload: fc.constant(undefined),
  sealed: fc.constant(undefined),
  timeouts: fc.constant(undefined),
  leadsTo: fc.constant(undefined),
  restricted: fc.boolean(),
  notifies: fc.constant(false),
  runAs: fc.constantFrom(undefined, 'ada@example.com'),
});

const patch: fc.Arbitrary<RunPatch> = fc.record(
  {
    status: ending,
    statusLabel: text,
    link: fc.oneof(text, fc.array(text, { maxLength: 3 })),
    summary: text,
    externalRunId: text,
    message: fc.constant({ run_status: 'fine' }),
  },
  { requiredKeys: [] },
);

/** Weighted so that runs stay open for a while: endings are a small part of what happens to a run. */
export const runCommand: fc.Arbitrary<RunCommand> = fc.oneof(
  { weight: 4, arbitrary: patch.map(({ status: _, ...open }) => ({ type: 'update' as const, patch: open })) },
  { weight: 1, arbitrary: patch.map((any) => ({ type: 'update' as const, patch: any })) },
  {
    weight: 4,
    arbitrary: fc.record(
      { type: fc.constant('log' as const), id: fc.uuid(), message: text, statusLabel: text },
      { requiredKeys: ['type', 'id', 'message'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('log' as const),
      id: fc.uuid(),
      message: text,
      terminationStatus: ending,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        type: fc.constant('approval' as const),
        state: fc.constantFrom('APPROVED', 'DECLINED'),
        description: text,
      },
      { requiredKeys: ['type', 'state'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('tie' as const),
      blueprint: fc.constantFrom('service', 'team'),
      entity: fc.constantFrom('checkout', 'search'),
      change: fc.constantFrom('CREATE', 'UPDATE', 'DELETE'),
    }),
  },
);

export const occasion: fc.Arbitrary<Occasion> = fc.record({
  at: fc
    .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((date) => date.toISOString()),
  by: fc.record({ id: fc.constantFrom('ada', 'bob', 'cyd', 'machine') }),
});
