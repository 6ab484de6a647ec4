import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryStore } from '@berth/core/memory';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callInProcess, createBerth, plant } from '../src/index.ts';
import { nodeHandler } from '../src/node.ts';
import { type RawClient, rawClient } from './sockets/raw-client.ts';

const RACES = 100;
const CONTENDERS = 8;

const caller = { id: 'racer', machine: true };
const store = memoryStore();
const berth = createBerth({ store });
const server = createServer(nodeHandler(berth, { mount: '/v1', identify: () => caller }));
let clients: RawClient[];

beforeAll(async () => {
  const trigger = { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } };
  await plant(berth, { actions: [{ identifier: 'race', trigger, invocationMethod: { type: 'KAFKA' } }] });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  clients = await Promise.all(Array.from({ length: CONTENDERS }, () => rawClient(port())));
});
afterAll(() => {
  for (const client of clients) client.close();
  server.close();
});

const port = () => (server.address() as AddressInfo).port;

async function openRun(): Promise<string> {
  const { body } = await callInProcess(berth, {
    method: 'POST',
    path: '/actions/race/runs',
    body: { properties: {} },
    caller,
  });
  return (JSON.parse(body) as { run: { id: string } }).run.id;
}

/** Half finish by PATCH, half by a final log; half as SUCCESS, half as FAILURE; each with a label of its own. */
function finisher(client: RawClient, at: number, run: string) {
  const status = at % 4 < 2 ? 'SUCCESS' : 'FAILURE';
  const statusLabel = `by ${at}`;
  return at % 2 === 0
    ? client.prepare('PATCH', `/v1/actions/runs/${run}`, { status, statusLabel })
    : client.prepare('POST', `/v1/actions/runs/${run}/logs`, {
        message: 'end',
        terminationStatus: status,
        statusLabel,
      });
}

it(`CONC-001, CONC-002, CONC-003, CONC-004: of ${CONTENDERS} finishers whose last bytes arrive together one wins, ${RACES} times over`, async () => {
  for (let race = 0; race < RACES; race += 1) {
    const run = await openRun();
    const held = clients.map((client, at) => finisher(client, at, run));
    const answers = await Promise.all(held.map(({ release }) => release()));
    const winners = answers.flatMap(({ status }, at) => (status < 300 ? [at] : []));
    expect(winners).toHaveLength(1);
    const [winner = -1] = winners;
    const refused = answers.filter((_, at) => at !== winner);
    for (const { status, body } of refused) {
      expect([status, (JSON.parse(body) as { error: string }).error]).toEqual([422, 'run_exhausted']);
    }
    const left = store.peek.run(run);
    expect(left).toMatchObject({
      status: winner % 4 < 2 ? 'SUCCESS' : 'FAILURE',
      statusLabel: `by ${winner}`,
    });
    expect(store.peek.logs(run)).toHaveLength(winner % 2);
  }
});

it('CONC-006: 50 parallel log lines on one run are 50 times 201, in a dense order', async () => {
  const run = await openRun();
  const writers = await Promise.all(Array.from({ length: 50 }, () => rawClient(port())));
  const held = writers.map((client, at) =>
    client.prepare('POST', `/v1/actions/runs/${run}/logs`, { message: `line ${at}` }),
  );
  const answers = await Promise.all(held.map(({ release }) => release()));
  for (const client of writers) client.close();
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 201));
  const lines = store.peek.logs(run);
  expect(new Set(lines.map(({ message }) => message)).size).toBe(50);
  const pages = await Promise.all(lines.map((_, offset) => store.logs({ run, offset, limit: 1 })));
  expect(pages.flat()).toEqual(lines);
});
