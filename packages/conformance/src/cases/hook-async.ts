import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { runIn } from '../wire/bodies.ts';
import { deliveryTo, endedByItself, webhookAction } from './hook-runs.ts';

const CODE = 500;
/** Time enough for an ending that should not be. */
const QUIET = 500;

/** A run whose asynchronous webhook was answered so. */
async function answered(lab: Lab, status: number): Promise<string> {
  const endpoint = (await lab.receiver()).endpoint(() => ({ status }));
  const run = await lab.openRun(await webhookAction(lab, { url: endpoint.url }));
  await deliveryTo(endpoint);
  return run;
}

export const hookAsyncChecks: readonly Check[] = [
  {
    id: 'HOOK-SYNC-004',
    run: async (lab) => {
      const id = await answered(lab, 200);
      await lab.settled();
      await lab.pause(QUIET);
      const { status } = await lab.readRun(id);
      expectEqual(status, 'IN_PROGRESS', 'a run of an asynchronous webhook stays open until reported');
      const answer = await expectStatus(200, lab.patch(`/actions/runs/${id}`, { status: 'SUCCESS' }));
      expectEqual(runIn(answer).status, 'SUCCESS', 'a run of an asynchronous webhook is ended by a report');
    },
  },
  {
    id: 'HOOK-SYNC-005',
    run: async (lab) => {
      const { status, summary } = await endedByItself(lab, await answered(lab, CODE));
      expectThat(status !== 'SUCCESS', 'a run whose delivery failed does not succeed by itself', status);
      if (status === 'FAILURE') {
        const told = typeof summary === 'string' && summary.includes(String(CODE));
        expectThat(told, 'the summary of a run whose delivery failed has the status code in it', summary);
      } else lab.note(`a run whose asynchronous webhook is answered with ${CODE} stays ${String(status)}`);
    },
  },
];
