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
  expect(() => expect(run).not.toHaveRunStatus('FAILED')).toThrow(/expects one of/);
  // @ts-expect-error: there is no such operation
  expect(() => expect(journal).not.toHaveReceivedRequest('runs.patch')).toThrow(/runs.patch/);
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
  port.backend('deploy', ({ run }) => ({ kind: 'success', label: run.properties.env satisfies 'dev' | 'prod' }));
  const started = await port.execute('deploy', { properties: { env: 'prod' } });
  expect((await fetch(portServer.url + '/v1/actions/runs/' + started.id)).status).toBe(401);
  await started.waitFor('SUCCESS');
  expect(started).toHaveSucceeded({ label: 'prod' });
  expect(port.journal).toHaveDelivered('deploy');
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
  throws(() => berth.assertRunStatus(run, 'FAILED'), TypeError);
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

/** In plain JavaScript: a backend that checks the signature and ends its run. */
export const installExample = `
import { createFakePort } from '@berth/testing';
import { verifyWebhook } from '@berth/invoke/verify';

const actions = [{ identifier: 'deploy', invocationMethod: { type: 'WEBHOOK', url: 'https://app.example.com/hook' } }];
// No newer syntax than the oldest Node takes.
const port = createFakePort({ actions });
let verified = false;
port.app(async (request) => {
  const body = await request.text();
  const { headers } = request;
  verified = verifyWebhook(body, headers, port.credentials.clientSecret, { now: () => port.clock.now });
  const { runId } = JSON.parse(body).context;
  await port.call('PATCH', '/actions/runs/' + runId, { status: 'SUCCESS' });
  return new Response();
});
const run = await port.execute('deploy');
const { status } = await run.waitFor('SUCCESS');
console.log(status + ', delivered and ' + (verified ? 'verified' : 'not verified'));
`;
