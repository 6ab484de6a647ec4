import type { RunStatus } from '@berth/core';
import { checkEach, checkOutcome, checkStatus } from './expectations.ts';
import type { RunSubject } from './subjects.ts';
import { fits, shown, type TextPattern } from './text.ts';
import { type Finding, onRun } from './verdict.ts';

/** How a run came out. */
export interface OutcomeOptions {
  /** Its status label: a string is all of it, an expression any part. */
  readonly label?: TextPattern;
}

export const outcomeMatchers = {
  /** The run's status is this, now. */
  toHaveRunStatus: onRun((run, status: RunStatus): Finding => {
    checkStatus(status);
    const { status: actual, statusLabel } = run.view();
    const fact = standing(actual, statusLabel);
    return { pass: actual === status, claim: `have the status ${status}`, fact, expected: status, actual };
  }),

  /** The run ended with SUCCESS, and with the label when one is asked for. */
  toHaveSucceeded: onRun((run, options: OutcomeOptions = {}) => ended(run, 'SUCCESS', 'succeeded', options)),

  /** The run ended with FAILURE, and with the label when one is asked for. */
  toHaveFailed: onRun((run, options: OutcomeOptions = {}) => ended(run, 'FAILURE', 'failed', options)),

  /** The statuses that the run went through are these, its first one included, in this order and no others. */
  toHaveTransitioned: onRun((run, path: readonly RunStatus[]): Finding => {
    checkEach(path, checkStatus);
    const taken = run.statuses();
    return {
      pass: taken.join() === path.join(),
      claim: `have gone ${path.join(' → ')}`,
      fact: `it went ${taken.join(' → ')}`,
      expected: path,
      actual: taken,
    };
  }),
};

function ended(run: RunSubject, expected: RunStatus, verb: string, options: OutcomeOptions): Finding {
  checkOutcome(options);
  const { label } = options;
  const { status, statusLabel } = run.view();
  const labelled = label === undefined || (typeof statusLabel === 'string' && fits(statusLabel, label));
  return {
    pass: status === expected && labelled,
    claim: `have ${verb}${label === undefined ? '' : ` with the label ${shown(label)}`}`,
    fact: standing(status, statusLabel) + missing(status, label !== undefined && !statusLabel),
    expected: label === undefined ? expected : { status: expected, statusLabel: label },
    actual: label === undefined ? status : { status, statusLabel },
  };
}

function standing(status: RunStatus, label: string | null | undefined): string {
  return `its status is ${status}${label ? ` with the label ${JSON.stringify(label)}` : ''}`;
}

/** What is not there of what a run was to end with. */
function missing(status: RunStatus, lacksLabel: boolean): string {
  if (status === 'IN_PROGRESS') return '; wait for its end before: await run.waitFor()';
  return lacksLabel ? ' without a label' : '';
}
