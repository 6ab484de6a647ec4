import { request } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { makeReceiver } from '../src/hook/make-receiver.ts';
import type { Receiver } from '../src/hook/receiver.ts';

const opened: Receiver[] = [];

async function receiver(options = {}): Promise<Receiver> {
  const made = await makeReceiver(options);
  opened.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

it('keeps a delivery as it came: method, path, header pairs, raw body', async () => {
  const endpoint = (await receiver()).endpoint();
  await new Promise<void>((resolve, reject) => {
    const sent = request(`${endpoint.url}?a=1&b=%20`, { method: 'PUT' }, (response) => {
      response.resume();
      response.once('end', resolve);
    });
    sent.once('error', reject);
    sent.setHeader('X-Twice', ['one', 'two']);
    sent.end('{ "text": "żółć ☃" }');
  });
  const [delivery] = endpoint.deliveries;
  expect(delivery).toMatchObject({ method: 'PUT', raw: '{ "text": "żółć ☃" }' });
  expect(delivery?.path).toMatch(/^\/[0-9a-f]+\?a=1&b=%20$/);
  expect(delivery?.headers.filter(([name]) => name === 'x-twice')).toEqual([
    ['x-twice', 'one'],
    ['x-twice', 'two'],
  ]);
});

it('answers each endpoint as told, and nothing else at all', async () => {
  const made = await receiver();
  const plain = made.endpoint();
  const told = made.endpoint(async ({ raw }) => ({
    status: 503,
    headers: { 'x-a': 'b' },
    body: `not ${raw}`,
  }));
  const failing = made.endpoint(() => {
    throw new Error('of the check');
  });
  expect((await fetch(plain.url, { method: 'POST', body: 'x' })).status).toBe(200);
  const answer = await fetch(told.url, { method: 'POST', body: 'now' });
  expect([answer.status, answer.headers.get('x-a'), await answer.text()]).toEqual([503, 'b', 'not now']);
  expect((await fetch(failing.url)).status).toBe(500);
  expect((await fetch(`${plain.url}x`)).status).toBe(404);
  expect([plain, told, failing].map(({ deliveries }) => deliveries.length)).toEqual([1, 1, 1]);
});

it('cuts a connection, lets one hang, and has a URL at which nobody listens', async () => {
  const made = await receiver();
  await expect(fetch(made.endpoint(() => ({ cut: true })).url)).rejects.toThrow();
  const began = performance.now();
  await expect(fetch(made.endpoint(() => ({ hang: 80 })).url)).rejects.toThrow();
  expect(performance.now() - began).toBeGreaterThan(70);
  await expect(fetch(made.deadUrl)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});

it('waits for deliveries, for so long and no longer', async () => {
  const endpoint = (await receiver()).endpoint();
  const two = endpoint.await(2);
  await fetch(endpoint.url);
  expect(await endpoint.await(3, 20)).toHaveLength(1);
  await fetch(endpoint.url);
  expect(await two).toHaveLength(2);
  expect(await endpoint.await(1)).toHaveLength(1);
});

it('closes while somebody waits and somebody hangs', async () => {
  const made = await receiver();
  const endpoint = made.endpoint(() => new Promise(() => {}));
  const hanging = expect(fetch(endpoint.url)).rejects.toThrow();
  await endpoint.await(1);
  const waiting = endpoint.await(5, 60_000);
  await made.close();
  await hanging;
  expect(await waiting).toHaveLength(1);
  opened.splice(0);
});

it('is reached by the URL that it is told it has', async () => {
  const made = await receiver({ publicUrl: 'https://tunnel.example/hooks/' });
  expect(made.endpoint().url).toMatch(/^https:\/\/tunnel\.example\/hooks\/[0-9a-f]+$/);
  expect(made.deadUrl).toMatch(/^https:\/\/tunnel\.example:\d+\//);
});
