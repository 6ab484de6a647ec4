import fc from 'fast-check';
import { at } from '../support/instants.ts';

/** The words that steps are made of. There are few, so that steps meet each other. */
export const words = {
  instant: fc.nat(9).map(at),
  limit: of(1, 2, 3, 100),
  run: of('r_1', 'r_2', 'r_3', 'r_4'),
  kind: of('blueprint', 'action', 'entity'),
  ref: fc.record({
    kind: of('blueprint', 'action', 'entity'),
    key: of('team a', 'team b', 'service a', 'service'),
  }),
  receipt: of('k_1', 'k_2', 'k_3'),
  change: of('CREATE', 'UPDATE', 'DELETE'),
  resource: of('run', 'entity'),
  source: of('UI', 'API', 'AUTOMATION'),
  action: of('deploy', 'scale'),
  blueprint: of('service'),
  entity: of('checkout', 'cart'),
  user: of('ada', 'bob'),
  email: of('ada@example.com'),
  externalRunId: of('4711'),
  text: fc.string({ maxLength: 3 }),
};

export function of<const T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** Half of the time. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 });
}

export function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}
