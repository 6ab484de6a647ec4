import type { Check } from '../check/check.ts';
import { expectEqual, expectHolds, expectRefused, expectStatus } from '../check/expect.ts';
import { runIn } from '../wire/bodies.ts';
import { deliveryTo, webhookAction } from './hook-runs.ts';

export const hookReportChecks: readonly Check[] = [
  {
    id: 'HOOK-SYNC-007',
    run: async (lab) => {
      const released = new AbortController();
      const release = new Promise<void>((resolve) => {
        released.signal.addEventListener('abort', () => resolve(), { once: true });
      });
      const endpoint = (await lab.receiver()).endpoint(async () => {
        await release;
        return { status: 200 };
      });
      try {
        const id = await lab.openRun(await webhookAction(lab, { url: endpoint.url, synchronized: true }));
        const path = `/actions/runs/${id}`;
        await deliveryTo(endpoint);
        // At once: how long the target waits for the answer is not known.
        for (const status of ['SUCCESS', 'FAILURE']) {
          const { error } = await expectRefused(lab.patch(path, { status }), 422);
          expectEqual(error, 'run_synchronized_error', `the code of ${status} on a synchronized run`);
        }
        const details = { statusLabel: 'half way', link: ['https://ci.example/1'] };
        const answer = await expectStatus(
          200,
          lab.patch(path, details),
          'a label and a link of a synchronized run',
        );
        const what = 'label and link of a synchronized run can be set while it is open';
        expectHolds(runIn(answer), { status: 'IN_PROGRESS', ...details }, what);
      } finally {
        released.abort();
      }
    },
  },
];
