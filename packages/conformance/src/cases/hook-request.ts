import type { Check } from '../check/check.ts';
import { expectEqual, expectThat } from '../check/expect.ts';
import { Finding } from '../check/finding.ts';
import type { Delivery } from '../hook/receiver.ts';
import { deliveryTo, payloadOf, valuesOf, webhookAction } from './hook-runs.ts';

const RUNS = 3;
/** Time enough for a second delivery that should not be. */
const QUIET = 500;

function runIn(delivery: Delivery): string {
  const run = payloadOf(delivery)?.run;
  if (typeof run === 'string') return run;
  throw new Finding(
    'a delivery has the body that its action says',
    { run: 'r_…' },
    delivery.raw.slice(0, 300),
  );
}

export const hookRequestChecks: readonly Check[] = [
  {
    id: 'HOOK-PAY-003',
    run: async (lab) => {
      const receiver = await lab.receiver();
      const [configured, plain] = [receiver.endpoint(), receiver.endpoint()];
      const query = '?conform=a%20b&second=2';
      const action = await webhookAction(lab, {
        url: configured.url + query,
        method: 'PUT',
        headers: { 'x-conform': 'as it is', 'X-Conform-Run': 'run {{ .run.id }}' },
        body: {
          run: '{{ .run.id }}',
          name: '{{ .inputs.name }}',
          text: 'of {{ .inputs.name }}',
          list: [1, null, {}],
        },
      });
      const run = await lab.openRun(action, { properties: { name: 'żółć' } });
      const delivery = await deliveryTo(configured);
      expectEqual(delivery.method, 'PUT', 'the configured method is used');
      expectEqual(
        delivery.path.slice(-query.length),
        query,
        'the configured URL is used, its query included',
      );
      expectEqual(valuesOf(delivery, 'x-conform'), ['as it is'], 'a configured header is sent');
      const what = 'a configured header is sent with the id of the run in it';
      expectEqual(valuesOf(delivery, 'x-conform-run'), [`run ${run}`], what);
      const body = { run, name: 'żółć', text: 'of żółć', list: [1, null, {}] };
      expectEqual(payloadOf(delivery), body, 'the configured body is sent, with its templates filled in');

      await lab.openRun(await webhookAction(lab, { url: plain.url }));
      expectEqual((await deliveryTo(plain)).method, 'POST', 'POST is the default method');
    },
  },
  {
    id: 'HOOK-PAY-004',
    run: async (lab) => {
      const reads: Promise<string>[] = [];
      const read = async (delivery: Delivery) => {
        const path = `/actions/runs/${runIn(delivery)}?version=v2`;
        const { status, text } = await lab.eventually(
          () => lab.get(path),
          (answer) => answer.status === 200,
        );
        return `${status} ${/"status":"([A-Z_]+)"/.exec(text)?.[1] ?? text.slice(0, 200)}`;
      };
      const endpoint = (await lab.receiver()).endpoint(async (delivery) => {
        const seen = read(delivery);
        reads.push(seen);
        // The answer waits, so that the run is read before anything can come of it.
        await seen.catch(() => {});
        return { status: 200 };
      });
      const action = await webhookAction(lab, { url: endpoint.url, body: { run: '{{ .run.id }}' } });
      const runs = await Promise.all(Array.from({ length: RUNS }, () => lab.openRun(action)));
      const first = await endpoint.await(RUNS);
      expectEqual(first.length, RUNS, 'each run is delivered');
      await lab.settled();
      await lab.pause(QUIET);
      expectEqual(endpoint.deliveries.map(runIn).toSorted(), runs.toSorted(), 'each run is delivered once');
      for (const seen of await Promise.all(reads)) {
        expectThat(
          seen === '200 IN_PROGRESS',
          'a run can be read as IN_PROGRESS when its delivery arrives',
          seen,
        );
      }
    },
  },
];
