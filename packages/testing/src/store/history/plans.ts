import fc from 'fast-check';
import type { Operation } from './operation.ts';

/** Drawn anew, a failure could not be looked at again. */
const SEED = 20_240_101;

export type Plan = readonly (readonly Operation[])[];

const word = fc.string({ minLength: 1, maxLength: 3 });
const ending = fc.constantFrom('SUCCESS' as const, 'FAILURE' as const);

function update(patch: { readonly [key: string]: fc.Arbitrary<string> }) {
  return fc.record({ type: fc.constant('update' as const), patch: fc.record(patch, { requiredKeys: [] }) });
}

function log(line: { readonly message: typeof word; readonly terminationStatus?: typeof ending }) {
  return fc.record({ type: fc.constant('log' as const), ...line });
}

/** Mostly patches and lines, now and then an ending, and looks at all of it. */
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 30, arbitrary: update({ statusLabel: word, summary: word, externalRunId: word, link: word }) },
  { weight: 30, arbitrary: log({ message: word }) },
  { weight: 2, arbitrary: update({ status: ending, summary: word }) },
  { weight: 2, arbitrary: log({ message: word, terminationStatus: ending }) },
  { weight: 18, arbitrary: fc.constant({ type: 'get' as const }) },
  { weight: 18, arbitrary: fc.constant({ type: 'logs' as const }) },
);

/** What each client is to do, for so many runs. */
export function drawPlans(runs: number, clients: number, operations: number): readonly Plan[] {
  const exactly = (length: number) => ({ minLength: length, maxLength: length });
  const plan = fc.array(fc.array(operation, exactly(operations)), exactly(clients));
  return fc.sample(plan, { seed: SEED, numRuns: runs });
}
