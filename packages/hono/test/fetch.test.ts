import { describeApi } from '../../http/test/api/describe-api.ts';
import { fetchMount } from './mount.ts';

for (const prefix of ['/v1', '/internal/port/v1']) {
  for (const fallthrough of [false, true]) {
    const handsOn = fallthrough ? ', handing on what it does not know' : '';
    describeApi(`fetch at ${prefix}${handsOn}`, fetchMount({ prefix, fallthrough }));
  }
}
