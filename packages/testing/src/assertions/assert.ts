import { AssertionError } from 'node:assert';
import { matchers } from './matchers.ts';
import type { Verdict } from './verdict.ts';

type Name = keyof typeof matchers;

/** Makes a matcher a function that throws what it says. */
function asserting<N extends Name>(operator: N): (...args: Parameters<(typeof matchers)[N]>) => void {
  const judge = matchers[operator] as (...args: Parameters<(typeof matchers)[N]>) => Verdict;
  return function assertion(...args) {
    const { pass, message, expected, actual } = judge(...args);
    if (!pass)
      throw new AssertionError({ message: message(), expected, actual, operator, stackStartFn: assertion });
  };
}

/** The run's status is this, now. @throws AssertionError with the run's timeline, as all for a run do */
export const assertRunStatus = asserting('toHaveRunStatus');
/** The run ended with SUCCESS, and with the label when one is asked for. */
export const assertSucceeded = asserting('toHaveSucceeded');
/** The run ended with FAILURE, and with the label when one is asked for. */
export const assertFailed = asserting('toHaveFailed');
/** The statuses that the run went through are these, its first one included, in this order and no others. */
export const assertTransitioned = asserting('toHaveTransitioned');
/** A line of the run's log is this: a string is all of it, an expression any part. */
export const assertLogged = asserting('toHaveLogged');
/** These lines are in the run's log in this order; others may lie between. */
export const assertLogsInOrder = asserting('toHaveLogsInOrder');
/** One of the run's links is this: a string is all of it, an expression any part. */
export const assertLink = asserting('toHaveLink');
/** An entity of this blueprint, or the one of this name, was written under the run. */
export const assertTouchedEntity = asserting('toHaveTouchedEntity');
/** Port was asked for this, with a body like this one. @throws AssertionError with the journal, as all for a journal do */
export const assertReceivedRequest = asserting('toHaveReceivedRequest');
/** Port was asked for this so many times. */
export const assertReceivedRequestTimes = asserting('toHaveReceivedRequestTimes');
/** A run of this action was delivered to its backend, with a body like this one. */
export const assertDelivered = asserting('toHaveDelivered');
/** Nobody asked Port for what it does not know, or for what it must refuse. */
export const assertNoViolations = asserting('toHaveNoViolations');
