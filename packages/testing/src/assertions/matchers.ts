import { journalMatchers } from './journal-matchers.ts';
import { outcomeMatchers } from './run-outcome.ts';
import { traceMatchers } from './run-traces.ts';
import type { Verdict } from './verdict.ts';

/** Every matcher, once: what each runner registers and what each assertion function throws by. */
export const matchers = { ...outcomeMatchers, ...traceMatchers, ...journalMatchers };

/** The matchers as a runner's `expect(subject)` has them. */
export type PortMatchers<Result> = {
  [Name in keyof typeof matchers]: (...expected: Expected<(typeof matchers)[Name]>) => Result;
};

type Expected<M> = M extends (subject: never, ...expected: infer E) => Verdict ? E : never;
