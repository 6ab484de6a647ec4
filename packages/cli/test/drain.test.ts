import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { serving, tokenFrom } from './server.ts';

/** A request of which the server has the head and still waits for the body. */
async function underWay(url: string, token: string, body: string, agent: Agent) {
  const outgoing = request(`${url}/v1/blueprints`, {
    method: 'POST',
    agent,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  });
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  outgoing.flushHeaders();
  await once(outgoing, 'continue');
  outgoing.write(body.slice(0, 10));
  return { finish: () => outgoing.end(body.slice(10)), answered };
}

/** Resolves once nobody listens on the port any more. */
async function closed(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  for (;;) {
    const socket = connect(Number(port), hostname);
    const refused = await Promise.race([
      once(socket, 'connect').then(() => false),
      new Promise<boolean>((resolve) => socket.once('error', () => resolve(true))),
    ]);
    socket.destroy();
    if (refused) return;
  }
}

const body = JSON.stringify({ identifier: 'late', title: 'Late', schema: { properties: {} } });

it('finishes a request that is under way at SIGTERM, takes no other, and exits 0 at once', async () => {
  const server = await serving();
  onTestFinished(server.stop);
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const { finish, answered } = await underWay(server.url, await tokenFrom(server.url), body, agent);
  server.signal('SIGTERM');
  await closed(server.url);
  finish();
  const [response] = await answered;
  expect([response.statusCode, JSON.parse(await text(response))]).toMatchObject([
    201,
    { ok: true, blueprint: { identifier: 'late' } },
  ]);
  const before = Date.now();
  expect(await server.exit).toBe(0);
  // The client keeps its connection; Node alone would wait six seconds for it.
  expect(Date.now() - before).toBeLessThan(5_000);
});

it('ends the streams that are open at SIGTERM, to their last byte, and exits 0', async () => {
  const server = await serving();
  onTestFinished(server.stop);
  const headers = { authorization: `Bearer ${await tokenFrom(server.url)}` };
  const stream = await fetch(`${server.url}/v1/berth/open-runs/events`, { headers });
  expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
  server.signal('SIGTERM');
  // A stream that is cut off, which is what happens to those that do not end, would reject.
  expect(await stream.text()).toMatch(/^event: open\ndata: \{"runs":\[\]\}\n\n/);
  expect(await server.exit).toBe(0);
});
