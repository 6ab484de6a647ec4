// Run on its own, since a test runner has handles and globals that come and go.
import { createFakePort, outcome } from '@berth/testing';
import { clientOf } from './client.ts';

const globals = () =>
  Object.getOwnPropertyNames(globalThis).map((name): [string, unknown] => [
    name,
    Reflect.get(globalThis, name),
  ]);

const before = { resources: process.getActiveResourcesInfo(), globals: globals(), env: { ...process.env } };

const webhook = { type: 'WEBHOOK', url: 'http://app.test/hook', synchronized: true };
const actions = [
  { identifier: 'create' },
  { identifier: 'scripted' },
  { identifier: 'hook', invocationMethod: webhook },
];
const port = createFakePort({ actions });
const made = process.getActiveResourcesInfo();
const reported = await port.execute('create');
const call = await clientOf(port);
await call('POST', `/actions/runs/${reported.id}/logs`, { message: 'Done', terminationStatus: 'SUCCESS' });
port.backend('scripted', outcome.success({ after: '90s' }));
port.app(() => new Response());
port.fault({ op: 'delivery', effect: { kind: 'latency', by: '5s' } });
const runs = [await port.execute('scripted'), await port.execute('hook')];
await Promise.all(runs.map((run) => run.waitFor('SUCCESS')));
await port.settle();
port.verify();

const kept = new Map(before.globals);
process.stdout.write(
  JSON.stringify({
    statuses: [reported, ...runs].map((run) => run.view().status),
    resources: { before: before.resources, made, after: process.getActiveResourcesInfo() },
    changedGlobals: globals().flatMap(([name, value]) => (Object.is(kept.get(name), value) ? [] : [name])),
    sameEnv: JSON.stringify(before.env) === JSON.stringify(process.env),
  }),
);
