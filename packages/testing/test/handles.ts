// Run on its own, since a test runner has handles and globals that come and go.
import { createFakePort } from '@berth/testing';
import { clientOf } from './client.ts';

const globals = () =>
  Object.getOwnPropertyNames(globalThis).map((name): [string, unknown] => [
    name,
    Reflect.get(globalThis, name),
  ]);

const before = { resources: process.getActiveResourcesInfo(), globals: globals(), env: { ...process.env } };

const port = createFakePort({ actions: [{ identifier: 'create' }] });
const { id } = await port.execute('create');
const call = await clientOf(port);
await call('POST', `/actions/runs/${id}/logs`, { message: 'Done', terminationStatus: 'SUCCESS' });

const kept = new Map(before.globals);
process.stdout.write(
  JSON.stringify({
    status: port.run(id).view().status,
    resources: { before: before.resources, after: process.getActiveResourcesInfo() },
    changedGlobals: globals().flatMap(([name, value]) => (Object.is(kept.get(name), value) ? [] : [name])),
    sameEnv: JSON.stringify(before.env) === JSON.stringify(process.env),
  }),
);
