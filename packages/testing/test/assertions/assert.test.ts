import { AssertionError } from 'node:assert';
import { expect, it } from 'vitest';
import { matchers } from '../../src/assertions/matchers.ts';
import * as assertions from '../../src/node-test.ts';
import { done, empty, journal, run } from './doubles.ts';

/** For each assertion, what it takes and what it throws for. */
const cases: Readonly<Record<keyof typeof assertions, readonly [passes: () => void, throws: () => void]>> = {
  assertRunStatus: [
    () => assertions.assertRunStatus(run, 'FAILURE'),
    () => assertions.assertRunStatus(run, 'SUCCESS'),
  ],
  assertSucceeded: [() => assertions.assertSucceeded(done), () => assertions.assertSucceeded(run)],
  assertFailed: [
    () => assertions.assertFailed(run, { label: 'Rolled back' }),
    () => assertions.assertFailed(run, { label: 'Else' }),
  ],
  assertTransitioned: [
    () => assertions.assertTransitioned(done, ['SUCCESS']),
    () => assertions.assertTransitioned(done, ['FAILURE']),
  ],
  assertLogged: [() => assertions.assertLogged(run, 'cloned'), () => assertions.assertLogged(run, 'clone')],
  assertLogsInOrder: [
    () => assertions.assertLogsInOrder(run, ['cloned', /^built/]),
    () => assertions.assertLogsInOrder(run, [/^built/, 'cloned']),
  ],
  assertLink: [() => assertions.assertLink(run, /ci/), () => assertions.assertLink(run, 'ci')],
  assertTouchedEntity: [
    () => assertions.assertTouchedEntity(run, 'service', 'cart'),
    () => assertions.assertTouchedEntity(run, 'service', 'eu'),
  ],
  assertReceivedRequest: [
    () => assertions.assertReceivedRequest(journal, 'runs.update', { status: 'FAILURE' }),
    () => assertions.assertReceivedRequest(journal, 'runs.update', { status: 'SUCCESS' }),
  ],
  assertReceivedRequestTimes: [
    () => assertions.assertReceivedRequestTimes(journal, 'runs.update', 2),
    () => assertions.assertReceivedRequestTimes(journal, 'runs.update', 3),
  ],
  assertDelivered: [
    () => assertions.assertDelivered(journal, 'deploy'),
    () => assertions.assertDelivered(journal, 'create'),
  ],
  assertNoViolations: [
    () => assertions.assertNoViolations(empty),
    () => assertions.assertNoViolations(journal),
  ],
};

it.each(Object.entries(cases))(
  '%s throws what node:assert throws, as its matcher says',
  (name, [passes, throws]) => {
    expect(passes).not.toThrow();
    const error = thrownBy(throws);
    expect(error).toBeInstanceOf(AssertionError);
    expect(error.operator).toBe(name.replace('assert', 'toHave'));
    expect(error.message).toMatch(
      /^expected (run r_\d|the journal) to .*, but .*\n\nWhat happened, in order:\n {2}/s,
    );
  },
);

it('has a function for each matcher', () => {
  const named = Object.keys(matchers).map((name) => name.replace('toHave', 'assert'));
  expect(Object.keys(assertions).sort()).toEqual(named.sort());
});

it('says what was expected, and points at the line that asserts', () => {
  const error = thrownBy(() => assertions.assertRunStatus(run, 'SUCCESS'));
  expect(error).toMatchObject({ expected: 'SUCCESS', actual: 'FAILURE', generatedMessage: false });
  expect(error.stack?.split('\n    at ')[1]).toContain('assert.test.ts');
});

function thrownBy(body: () => void): AssertionError {
  try {
    body();
  } catch (error) {
    return error as AssertionError;
  }
  throw new Error('nothing was thrown');
}
