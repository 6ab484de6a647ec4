import { argv } from 'node:process';
import { createBerth, plant } from '@berth/http';
import { sqliteStore } from '@berth/store-sqlite';
import { callInProcess } from '../../../http/src/in-process.ts';
import { report } from '../../../testing/test/processes/report.ts';
import { createInvoker } from '../../src/index.ts';

/** Executes an action over and over and says so, or only delivers what others have left, until it is killed. */
const [, , file = '', url = '', aheadMs = '0', executes = ''] = argv;
const now = () => new Date(Date.now() + Number(aheadMs));
const store = await sqliteStore(file);
const invoker = createInvoker({ secret: 's', allowPrivateDestinations: true, now });
const berth = createBerth({ store, invoker, now });
const caller = { id: 'ada' };
const call = (path: string, body: object) => callInProcess(berth, { method: 'POST', path, body, caller });
await plant(berth, {
  actions: [
    {
      identifier: 'deploy',
      trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
      invocationMethod: { type: 'WEBHOOK', url, body: { run: '{{ .run.id }}' } },
    },
  ],
}).catch(() => {});
if (executes) {
  for (;;) {
    const { status, body } = await call('/actions/deploy/runs', { properties: {} });
    if (status === 202) process.send?.(JSON.parse(body).run.id);
  }
} else report('delivering');
