import type { matchers } from '../../src/assertions/matchers.ts';

/** What a matcher is called on, and with, as it stands in a test: `["run", "'FAILURE'"]`. */
type Use = readonly [subject: string, expected: string];

/** For each matcher a use that holds and one that does not, on the runs and journals of `doubles.ts`. */
export const uses: { readonly [Name in keyof typeof matchers]: { readonly holds: Use; readonly not: Use } } =
  {
    toHaveRunStatus: { holds: ['run', "'FAILURE'"], not: ['run', "'SUCCESS'"] },
    toHaveSucceeded: { holds: ['done', ''], not: ['done', "{ label: 'Deployed' }"] },
    toHaveFailed: { holds: ['run', '{ label: /^Rolled/ }'], not: ['done', ''] },
    toHaveTransitioned: { holds: ['done', "['SUCCESS']"], not: ['run', "['IN_PROGRESS', 'FAILURE']"] },
    toHaveLogged: { holds: ['run', '/rolled back/'], not: ['run', "'rolled back'"] },
    toHaveLogsInOrder: { holds: ['run', "['cloned', /^built/]"], not: ['run', "[/^built/, 'cloned']"] },
    toHaveLink: { holds: ['run', "'https://ci/7'"], not: ['idle', '/ci/'] },
    toHaveTouchedEntity: { holds: ['run', "'service', 'cart'"], not: ['run', "'service', 'till'"] },
    toHaveReceivedRequest: {
      holds: ['journal', "'runs.update', { status: 'FAILURE' }"],
      not: ['journal', "'runs.get'"],
    },
    toHaveReceivedRequestTimes: { holds: ['journal', "'runs.update', 2"], not: ['journal', "'runs.get', 1"] },
    toHaveDelivered: { holds: ['journal', "'deploy'"], not: ['empty', "'deploy'"] },
    toHaveNoViolations: { holds: ['empty', ''], not: ['journal', ''] },
  };
