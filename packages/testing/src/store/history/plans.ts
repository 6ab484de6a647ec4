import type { Operation } from './operation.ts';

/** Drawn anew, a failure could not be looked at again. */
const SEED = 20_240_101;

export type Plan = readonly (readonly Operation[])[];

/** What each client is to do, for so many runs: mostly patches and lines, now and then an ending, and looks at all of it. */
export async function drawPlans(runs: number, clients: number, operations: number): Promise<readonly Plan[]> {
  const fc = await import('fast-check');
  const word = fc.string({ minLength: 1, maxLength: 3 });
  const ending = fc.constantFrom('SUCCESS' as const, 'FAILURE' as const);
  const update = (patch: Parameters<typeof fc.record>[0]) =>
    fc.record({ type: fc.constant('update' as const), patch: fc.record(patch, { requiredKeys: [] }) });
  const operation: import('fast-check').Arbitrary<Operation> = fc.oneof(
    { weight: 30, arbitrary: update({ statusLabel: word, summary: word, externalRunId: word, link: word }) },
    { weight: 30, arbitrary: fc.record({ type: fc.constant('log' as const), message: word }) },
    { weight: 2, arbitrary: update({ status: ending, summary: word }) },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constant('log' as const), message: word, terminationStatus: ending }),
    },
    { weight: 18, arbitrary: fc.constant({ type: 'get' as const }) },
    { weight: 18, arbitrary: fc.constant({ type: 'logs' as const }) },
  );
  const exactly = (length: number) => ({ minLength: length, maxLength: length });
  const plan = fc.array(fc.array(operation, exactly(operations)), exactly(clients));
  return fc.sample(plan, { seed: SEED, numRuns: runs });
}
