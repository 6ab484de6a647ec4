import { journalMatchers } from './journal-matchers.ts';
import { outcomeMatchers } from './run-outcome.ts';
import { traceMatchers } from './run-traces.ts';
import type { Verdict } from './verdict.ts';

// Named, since a type that is inferred is published without the words that editors show.
type Matchers = typeof outcomeMatchers & typeof traceMatchers & typeof journalMatchers;

/** Every matcher, once: what each runner registers and what each assertion function throws by. */
export const matchers: Matchers = { ...outcomeMatchers, ...traceMatchers, ...journalMatchers };

/** The matchers as a runner's `expect(subject)` has them. */
export type PortMatchers<Result> = {
  [Name in keyof Matchers]: (...expected: Expected<Matchers[Name]>) => Result;
};

type Expected<M> = M extends (subject: never, ...expected: infer E) => Verdict ? E : never;
