import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { serving } from './server.ts';

/** Writes these bytes, and answers with all that comes until the server ends it. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
    });
    socket.once('end', () => resolve(answer)).once('error', reject);
  });
}

it('answers whatever comes over the wire in the envelope, with a trace id', async () => {
  const { url, stop } = await serving();
  onTestFinished(stop);
  const port = Number(new URL(url).port);
  const close = 'connection: close\r\n\r\n';
  for (const [text, status] of [
    ['GARBAGE\r\n\r\n', 400],
    [`GET /v1/actions HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n${close}`, 431],
    [`GET /v1/actions/runs HTTP/1.1\r\n${close}`, 401],
    [`GET /v1/actions/runs HTTP/1.1\r\nhost: x\r\nexpect: something\r\n${close}`, 401],
    // A request may name its whole address.
    [`GET http://x:1/v1/actions/runs HTTP/1.1\r\nhost: x\r\n${close}`, 401],
    [`GET /v1/runs HTTP/1.1\r\nhost: x\r\n${close}`, 404],
    [`GET http://x:1/v1 HTTP/1.1\r\nhost: x\r\n${close}`, 404],
    // Nothing but a page could be meant without /v1, and it is only looked at.
    [`POST /actions/create/runs HTTP/1.1\r\nhost: x\r\n${close}`, 404],
  ] as const) {
    const answer = await exchange(port, text);
    const about = `${text.slice(0, 60)} → ${answer.slice(0, 200)}`;
    expect(answer, about).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer, about).toMatch(/\r\nx-trace-id: [0-9a-f]{32}\r\n/i);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? ''), about).toMatchObject({ ok: false });
  }
});

it('answers probes by GET and by HEAD, with a query or without', async () => {
  const { url, stop } = await serving();
  onTestFinished(stop);
  for (const path of ['/healthz', '/readyz', '/healthz?from=balancer']) {
    for (const method of ['GET', 'HEAD']) expect((await fetch(url + path, { method })).status).toBe(200);
  }
});
