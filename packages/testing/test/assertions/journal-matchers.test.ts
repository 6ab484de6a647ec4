import '../../src/vitest.ts';
import { expect, it } from 'vitest';
import { empty, journal, run } from './doubles.ts';

it('toHaveReceivedRequest finds what Port was asked for, by what the body has to have', () => {
  expect(journal).toHaveReceivedRequest('runs.update');
  expect(journal).toHaveReceivedRequest('runs.update', { status: 'FAILURE', summary: /disk/i });
  expect(journal).toHaveReceivedRequest('runs.update', { link: [expect.stringContaining('ci')] });
  expect(journal).not.toHaveReceivedRequest('runs.update', { link: [] });
  expect(journal).not.toHaveReceivedRequest('runs.get');
  expect(() =>
    expect(journal).toHaveReceivedRequest('runs.update', { status: 'SUCCESS', summary: /^Disk/ }),
  ).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected the journal to have received a request runs.update with a body like { status: 'SUCCESS', summary: /^Disk/ }, but of the nearest, #3, body.status is 'FAILURE'

    What happened, in order:
      #1 delivery delivery
      #2 api runs.update
      #3 api runs.update]
  `);
  expect(() => expect(journal).toHaveReceivedRequest('runs.get')).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected the journal to have received a request runs.get, but there is none

    What happened, in order:
      #1 delivery delivery
      #2 api runs.update
      #3 api runs.update]
  `);
  expect(() =>
    expect(journal).not.toHaveReceivedRequest('runs.update', { status: 'FAILURE' }),
  ).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected the journal not to have received a request runs.update with a body like { status: 'FAILURE' }, but #3 is one

    What happened, in order:
      #1 delivery delivery
      #2 api runs.update
      #3 api runs.update]
  `);
});

it('toHaveReceivedRequest takes for the nearest what says otherwise rather than nothing', () => {
  expect(() => expect(journal).toHaveReceivedRequest('runs.update', { status: 'SUCCESS' })).toThrow(
    "but of the nearest, #3, body.status is 'FAILURE'\n",
  );
});

it('toHaveReceivedRequestTimes counts requests and no deliveries', () => {
  expect(journal).toHaveReceivedRequestTimes('runs.update', 2);
  expect(journal).toHaveReceivedRequestTimes('runs.get', 0);
  const outward = journal.all().map((exchange) => ({ ...exchange, direction: 'delivery' as const }));
  expect({ ...journal, all: () => outward }).toHaveReceivedRequestTimes('runs.update', 0);
  expect(() =>
    expect(journal).toHaveReceivedRequestTimes('runs.update', 1),
  ).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected the journal to have received 1 of runs.update, but it received 2

    What happened, in order:
      #1 delivery delivery
      #2 api runs.update
      #3 api runs.update]
  `);
  expect(() =>
    expect(journal).not.toHaveReceivedRequestTimes('runs.update', 2),
  ).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected the journal not to have received 2 of runs.update, but it received 2

    What happened, in order:
      #1 delivery delivery
      #2 api runs.update
      #3 api runs.update]
  `);
});

it('toHaveDelivered finds what the backend of an action was sent', () => {
  expect(journal).toHaveDelivered('deploy');
  expect(journal).toHaveDelivered('deploy', { payload: { env: 'prod' } });
  expect(journal).not.toHaveDelivered('create');
  expect(() =>
    expect(journal).toHaveDelivered('deploy', { payload: { env: 'dev' } }),
  ).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected the journal to have delivered a run of "deploy" with a body like { payload: { env: 'dev' } }, but of the nearest, #1, body.payload.env is 'prod'

    What happened, in order:
      #1 delivery delivery
      #2 api runs.update
      #3 api runs.update]
  `);
  expect(() => expect(empty).toHaveDelivered('deploy')).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected the journal to have delivered a run of "deploy", but there is none

    What happened, in order:
      (nothing)]
  `);
  expect(() => expect(journal).not.toHaveDelivered('deploy')).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected the journal not to have delivered a run of "deploy", but #1 is one

    What happened, in order:
      #1 delivery delivery
      #2 api runs.update
      #3 api runs.update]
  `);
});

it('toHaveDelivered goes by the action whose run it was, not by what the body names', () => {
  const delivered = (body: unknown, action?: string) => ({
    ...empty,
    all: () => [{ seq: 1, direction: 'delivery' as const, op: 'delivery', action, request: { body } }],
  });
  expect(delivered('of its own making', 'deploy it')).toHaveDelivered('deploy it');
  expect(delivered({ action: 'create' }, 'deploy it')).not.toHaveDelivered('create');
  expect(delivered({ action: 'create' }, 'create')).toHaveDelivered('create');
  // It told who may approve.
  expect(delivered({ action: 'create' })).not.toHaveDelivered('create');
});

it('toHaveNoViolations tells each', () => {
  expect(empty).toHaveNoViolations();
  expect(journal).not.toHaveNoViolations();
  expect(() => expect(journal).toHaveNoViolations()).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected the journal to be free of violations, but there are:
      unknown-operation: PUT /v1/runs is none of Port

    What happened, in order:
      #1 delivery delivery
      #2 api runs.update
      #3 api runs.update]
  `);
  expect(() => expect(empty).not.toHaveNoViolations()).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected the journal not to be free of violations, but there are none

    What happened, in order:
      (nothing)]
  `);
});

it('tells nothing of what a journal no longer holds', () => {
  const shortened = { ...journal, dropped: 40 };
  const open = 'so this cannot be told: have it hold more';
  expect(shortened).toHaveReceivedRequest('runs.update');
  expect(() => expect(shortened).not.toHaveReceivedRequest('runs.get')).toThrow(open);
  expect(() => expect(shortened).not.toHaveDelivered('create')).toThrow(open);
  expect(() => expect(shortened).toHaveReceivedRequestTimes('runs.update', 2)).toThrow(open);
  expect(() => expect(shortened).toHaveReceivedRequest('runs.get')).toThrow('(40 earlier, no longer held)\n');
});

it('refuses what is no journal, and tells who gave the fake itself', () => {
  const port = { journal, fetch: () => {}, settle: () => {} };
  expect(() => expect(port).toHaveNoViolations()).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: This assertion looks at a journal, as port.journal is; it was given the fake itself; give it port.journal]`,
  );
  expect(() => expect(run).toHaveNoViolations()).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: This assertion looks at a journal, as port.journal is; it was given { id: 'r_1', view: [Function: view], statuses: [Function: statuses], timeline: [Function: timeline] }]`,
  );
});
