import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryStore } from '@berth/core/memory';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBerth } from '../src/index.ts';
import { nodeHandler } from '../src/node.ts';
import { EVENTS, type Sent } from './api/api.ts';
import { checkInvariants } from './api/invariants.ts';
import { populate } from './generate/known.ts';
import { anyRequest, type Known } from './generate/requests.ts';

const REQUESTS = 20_000;
const AT_ONCE = 16;

const errors: unknown[] = [];
const berth = createBerth({ store: memoryStore(), onError: (error) => errors.push(error) });
const server = createServer(
  nodeHandler(berth, { mount: '/v1', identify: () => ({ id: 'fuzzer', machine: true }) }),
);
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
let known: Known;

beforeAll(async () => {
  known = await populate(berth);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  agent.destroy();
  server.close();
});

function send({
  method,
  path,
  headers,
  body,
}: Sent): Promise<{ status: number; headers: IncomingMessage['headers']; text: string }> {
  const { port } = server.address() as AddressInfo;
  // Node's client frames the body of a DELETE only when it is told how long it is.
  const framing = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { agent, port, method, path: `/v1${path}`, headers: { ...headers, ...framing } },
      (response) => {
        const { statusCode: status = 0, headers: answered } = response;
        if (answered['content-type']?.startsWith(EVENTS)) {
          response.destroy();
          return resolve({ status, headers: answered, text: '' });
        }
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status, headers: answered, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

it(`ERR-007, ERR-008: ${REQUESTS} generated requests over HTTP give no 5xx, no crash, and always the envelope`, async () => {
  const requests = fc.sample(anyRequest(known), { numRuns: REQUESTS, seed: 20_240_101 });
  const statuses = new Map<number, number>();
  const worker = async () => {
    for (let sent = requests.pop(); sent; sent = requests.pop()) {
      const received = await send(sent);
      statuses.set(received.status, (statuses.get(received.status) ?? 0) + 1);
      const { headers, ...rest } = received;
      const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      checkInvariants({
        method: sent.method,
        path: sent.path,
        received: { ...rest, headers: flat },
        secrets: [],
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(errors).toEqual([]);
  // The generator is worth nothing if everything it makes is refused at the door.
  const succeeded = [...statuses]
    .filter(([status]) => status < 300)
    .reduce((sum, [, count]) => sum + count, 0);
  expect(succeeded).toBeGreaterThan(REQUESTS / 10);
  const canary = await send({
    method: 'GET',
    path: `/actions/runs/${known.runs[0]}`,
    headers: {},
    body: undefined,
  });
  expect(canary.status).toBe(200);
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
}, 120_000);
