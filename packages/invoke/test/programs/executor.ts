import { argv } from 'node:process';
import { callInProcess, createBerth } from '@berth/http';
import { createInvoker } from '@berth/invoke';
import { sqliteStore } from '@berth/store-sqlite';

/** Executes an action over and over and says so, or only delivers what others have left, until it is killed. */
const [, , file = '', aheadMs = '0', executes = ''] = argv;
const now = () => new Date(Date.now() + Number(aheadMs));
const store = await sqliteStore(file);
const invoker = createInvoker({ secret: 's', allowPrivateDestinations: true });
const berth = createBerth({ store, invoker, now });
const caller = { id: 'ada' };
const call = (path: string, body: object) => callInProcess(berth, { method: 'POST', path, body, caller });
if (executes) {
  for (;;) {
    const { status, body } = await call('/actions/deploy/runs', { properties: {} });
    if (status === 202) process.send?.(JSON.parse(body).run.id);
  }
}
