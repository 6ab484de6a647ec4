import { berthTarget, leavingWebhooks } from '../../http/test/api/berth-target.ts';
import { describeApi } from '../../http/test/api/describe-api.ts';
import { describeConformance } from '../../http/test/api/describe-conformance.ts';
import { fetchMount, fetchServe } from './mount.ts';

describeConformance((profile) => leavingWebhooks(berthTarget("Hono's fetch", profile, fetchServe)));

for (const [prefix, fallthrough] of [
  ['/v1', false],
  ['/internal/port/v1', true],
] as const) {
  const handsOn = fallthrough ? ', handing on what it does not know' : '';
  describeApi(`fetch at ${prefix}${handsOn}`, fetchMount({ prefix, fallthrough }));
}
