import { memoryStore } from '@berth/core/memory';
import { callInProcess, createBerth, plant } from '@berth/http';
import { createInvoker } from '@berth/invoke';
import { forked } from './child.ts';
import { compare } from './in-flight.ts';

const receiver = forked<number>('receiver.ts');
const url = `http://127.0.0.1:${await receiver.ask({})}/hook`;
const by = { id: 'bench' };

const store = memoryStore();
const berth = createBerth({
  store,
  invoker: createInvoker({ secret: 'secret', allowPrivateDestinations: true }),
});
const body = { run: '{{ .run.id }}', region: '{{ .inputs.region }}', by: '{{ .trigger.by.userId }}' };
await plant(berth, {
  actions: [
    {
      identifier: 'deploy',
      trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
      invocationMethod: { type: 'WEBHOOK', url, synchronized: true, body },
    },
  ],
});

const waiting = new Map<string, () => void>();
store.watch((run) => {
  if (run !== undefined && store.peek.run(run)?.endedAt !== undefined) waiting.get(run)?.();
});

/** Executed, delivered, and ended by the answer. */
async function execute(): Promise<void> {
  const request = {
    method: 'POST',
    path: '/actions/deploy/runs',
    body: { properties: { region: 'eu' } },
    caller: by,
  };
  const { run } = JSON.parse((await callInProcess(berth, request)).body) as { run: { id: string } };
  if (store.peek.run(run.id)?.endedAt !== undefined) return;
  await new Promise<void>((resolve) => waiting.set(run.id, resolve));
  waiting.delete(run.id);
  if (store.peek.run(run.id)?.status !== 'SUCCESS') throw new Error('a delivery failed');
}

const text = JSON.stringify({ run: 'r_0123456789abcdef', region: 'eu', by: 'bench' });
async function fetched(): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: text,
  });
  await response.text();
}

const result = await compare(execute, fetched);
console.log('| 16 in flight | fetch/s | Berth/s | ratio (each round) | target |');
console.log('| --- | --- | --- | --- | --- |');
console.log(
  `| execute to delivered and ended / bare fetch | ${result.theirs} | ${result.ours} | ${result.ratio} (${result.ratios.join(' to ')}) | ≥ 0.6 ${result.ratio >= 0.6 ? 'met' : 'MISSED'} |`,
);
console.log(`\n${JSON.stringify({ node: process.version, ...result })}`);
await berth.close();
await receiver.stop();
