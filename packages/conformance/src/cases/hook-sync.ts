import type { Check } from '../check/check.ts';
import { expectEqual, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { hookAsyncChecks } from './hook-async.ts';
import { hookReportChecks } from './hook-report.ts';
import { endedByItself, webhookAction } from './hook-runs.ts';

/** The longest that an answer that does not come may be waited for. */
const GIVEN_UP = 45_000;

/** Runs one after the other, each answered with the next status. */
async function answeredWith(lab: Lab, statuses: readonly number[], wanted: string): Promise<void> {
  let status = 200;
  const endpoint = (await lab.receiver()).endpoint(() => ({ status }));
  const action = await webhookAction(lab, { url: endpoint.url, synchronized: true });
  for (const each of statuses) {
    status = each;
    const run = await endedByItself(lab, await lab.openRun(action));
    expectEqual(run.status, wanted, `a synchronized run whose webhook is answered with ${each} is ${wanted}`);
  }
}

async function unanswered(lab: Lab, url: string, what: string, within?: number): Promise<void> {
  const run = await lab.openRun(await webhookAction(lab, { url, synchronized: true }));
  const { status } = await endedByItself(lab, run, within);
  expectEqual(status, 'FAILURE', `a synchronized run whose webhook ${what} is FAILURE`);
}

const outcomes: readonly Check[] = [
  {
    id: 'HOOK-SYNC-001',
    smoke: true,
    run: (lab) => answeredWith(lab, [200, 201, 202, 204], 'SUCCESS'),
  },
  {
    id: 'HOOK-SYNC-002',
    run: (lab) => answeredWith(lab, [400, 401, 404, 409, 422, 429, 500, 503], 'FAILURE'),
  },
  {
    id: 'HOOK-SYNC-003',
    run: async (lab) => {
      const receiver = await lab.receiver();
      const cut = receiver.endpoint(() => ({ cut: true }));
      const hanging = receiver.endpoint(() => ({ hang: 2 * GIVEN_UP }));
      await Promise.all([
        unanswered(lab, receiver.deadUrl, 'is refused'),
        unanswered(lab, cut.url, 'is cut off'),
        unanswered(lab, hanging.url, 'is not answered', GIVEN_UP),
      ]);
    },
  },
  {
    id: 'HOOK-SYNC-006',
    run: async (lab) => {
      const json = { id: 7, text: 'żółć', nested: { empty: {}, list: [1, null] } };
      const text = 'done: żółć ☃';
      for (const [type, body, expected] of [
        ['application/json', JSON.stringify(json), json],
        ['text/plain; charset=utf-8', text, text],
      ] as const) {
        const answer = { status: 200, headers: { 'content-type': type }, body };
        const endpoint = (await lab.receiver()).endpoint(() => answer);
        const action = await webhookAction(lab, { url: endpoint.url, synchronized: true });
        const { status, response } = await endedByItself(lab, await lab.openRun(action));
        expectThat(status === 'SUCCESS', 'a run whose webhook is answered with 200 is SUCCESS', status);
        expectEqual(response, expected, `an answer of ${type} is readable as run.response`);
      }
    },
  },
];

export const hookSyncChecks: readonly Check[] = [...outcomes, ...hookAsyncChecks, ...hookReportChecks];
