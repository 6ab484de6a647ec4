import { uses } from './uses.ts';

/** The source of a test file for a runner: every matcher, and one test that fails. */
export type Example = string;

const doubles = `import { done, empty, idle, journal, run } from './doubles.ts';`;

/** What `expect` has in every runner that has one. */
const everyMatcher = `
  ${lines((matcher, [subject, expected]) => `expect(${subject}).${matcher}(${expected});`)}
  ${lines((matcher, _holds, [subject, expected]) => `expect(${subject}).not.${matcher}(${expected});`)}
  expect({ run }).toEqual({ run: expect.toHaveFailed({ label: 'Rolled back' }) });
  expect({ run }).toEqual({ run: expect.not.toHaveSucceeded() });
  // @ts-expect-error: there is no such status
  expect(run).not.toHaveRunStatus('FAILED');
  // @ts-expect-error: there is no such operation
  expect(journal).not.toHaveReceivedRequest('runs.patch');
`;

export const vitestExample: Example = `
import { test as plain, withPort } from '@berth/testing/vitest';
import { test as base, expect } from 'vitest';
${doubles}

export const own = base.extend<{ region: string }>({ region: async ({ task: _ }, use) => use('eu') });
const deploy = { identifier: 'deploy', userInputs: { properties: { env: { type: 'string', enum: ['dev', 'prod'] } }, required: ['env'] } } as const;
export const test = withPort(own, { actions: [deploy] });

plain('every matcher', ({ port }) => {
  expect(port.env.PORT_BASE_URL).toBe(port.baseUrl);
  ${everyMatcher}
});

test('a fake for the test, in process and over HTTP', async ({ region, port, portServer }) => {
  expect(region satisfies string).toBe('eu');
  const { id } = await port.execute('deploy', { properties: { env: 'prod' } });
  expect((await fetch(portServer.url + '/v1/actions/runs/' + id)).status).toBe(401);
  // @ts-expect-error: not one of the choices
  await expect(port.execute('deploy', { properties: { env: 'qa' } })).rejects.toThrow('422');
});

test('fails', ({ port }) => {
  Object.assign(port, { journal, verify: () => { throw new Error('what the fake finds wrong'); } });
  expect(run).toHaveSucceeded();
});
`;

export const jestGlobalExample: Example = `
import '@berth/testing/jest';
${doubles}

test('every matcher', async () => {
  ${everyMatcher}
  await expect(Promise.resolve(run)).resolves.toHaveFailed();
});

test('fails', () => expect(run).toHaveSucceeded());
`;

export const jestImportExample: Example = `
import { expect, test } from '@jest/globals';
${jestGlobalExample}`;

export const nodeTestExample: Example = `
import { AssertionError, throws } from 'node:assert';
import { test } from 'node:test';
import * as berth from '@berth/testing/node-test';
${doubles}

test('every matcher', () => {
  ${lines((matcher, [subject, expected]) => `${called(matcher, subject, expected)};`)}
  ${lines((matcher, _holds, [subject, expected]) => `throws(() => ${called(matcher, subject, expected)}, AssertionError);`)}
  // @ts-expect-error: there is no such status
  throws(() => berth.assertRunStatus(run, 'FAILED'), AssertionError);
});

test('fails', () => berth.assertSucceeded(run));
`;

function called(matcher: string, subject: string, expected: string): string {
  return `berth.${matcher.replace('toHave', 'assert')}(${[subject, expected].filter(Boolean).join(', ')})`;
}

type Uses = (typeof uses)[keyof typeof uses];

function lines(line: (matcher: string, holds: Uses['holds'], not: Uses['not']) => string): string {
  return Object.entries(uses)
    .map(([matcher, { holds, not }]) => line(matcher, holds, not))
    .join('\n  ');
}
