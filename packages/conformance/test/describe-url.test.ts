import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll as afterThis, beforeAll, expect, it } from 'vitest';
import { describeApi } from '../src/describe-api.ts';
import { referenceTarget } from '../src/reference/reference-target.ts';
import { urlTarget } from '../src/target/url-target.ts';
import { callerOf } from './support/caller.ts';

const right = referenceTarget();
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const path = (request.url ?? '').replace(/^\/v1/, '');
  const body = chunks.length > 0 ? Buffer.concat(chunks).toString() : undefined;
  const answer = await right.send({ method: request.method ?? 'GET', path, headers, body });
  response.writeHead(answer.status, answer.headers).end(answer.text);
});
let address = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterThis(() => void server.close());

it('leaves a server as it was, but for the records of ended runs', async () => {
  const tests: (() => Promise<void>)[] = [];
  let close = async () => {};
  const target = {
    ...urlTarget(address, right.credentials),
    capabilities: ['tokens', 'actions-admin'] as const,
  };
  describeApi(target, {
    describe: (_, define) => define(),
    it: (name, test) => void (name.startsWith('RUN-STATE-00') && tests.push(test)),
    afterAll: (over) => {
      close = over;
    },
  });
  for (const test of tests) await test();
  await close();
  const call = await callerOf(right);
  const { json } = await call('GET', '/actions/runs?version=v2&limit=1000&active=true');
  const actions = await call('GET', '/actions');
  expect([(json as { runs: unknown[] }).runs, (actions.json as { actions: unknown[] }).actions]).toEqual([
    [],
    [],
  ]);
});
