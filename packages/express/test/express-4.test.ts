import { berthTarget, leavingWebhooks } from '../../http/test/api/berth-target.ts';
import { describeApi } from '../../http/test/api/describe-api.ts';
import { describeConformance } from '../../http/test/api/describe-conformance.ts';
import { express4, expressMount, expressServe } from './mount.ts';

describeConformance((profile) => leavingWebhooks(berthTarget('Express 4', profile, expressServe(express4))));

for (const prefix of ['/v1', '/internal/port/v1']) {
  for (const fallthrough of [false, true]) {
    const name = `Express 4 at ${prefix}${fallthrough ? ', the rest left to the host' : ''}`;
    describeApi(name, expressMount(express4, { prefix, fallthrough }));
  }
}
