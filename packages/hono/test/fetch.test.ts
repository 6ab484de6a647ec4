import { berthTarget, leavingWebhooks } from '../../http/test/api/berth-target.ts';
import { describeApi } from '../../http/test/api/describe-api.ts';
import { describeConformance } from '../../http/test/api/describe-conformance.ts';
import { fetchMount, fetchServe } from './mount.ts';

describeConformance((profile) => leavingWebhooks(berthTarget("Hono's fetch", profile, fetchServe)));

for (const prefix of ['/v1', '/internal/port/v1']) {
  for (const fallthrough of [false, true]) {
    const handsOn = fallthrough ? ', handing on what it does not know' : '';
    describeApi(`fetch at ${prefix}${handsOn}`, fetchMount({ prefix, fallthrough }));
  }
}
