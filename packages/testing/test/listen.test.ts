import { expect, it, onTestFinished } from 'vitest';
import { createFakePort, outcome, startFakePort } from '../src/index.ts';

const port = createFakePort({ actions: [{ identifier: 'create' }] });

it('is the same fake over HTTP, and its env says where', async () => {
  const { url, env, close } = await port.listen();
  onTestFinished(close);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
  expect(env).toEqual({ ...port.env, PORT_BASE_URL: url });
  const run = await port.execute('create');
  const headers = { 'content-type': 'application/json' };
  const { PORT_CLIENT_ID: clientId, PORT_CLIENT_SECRET: clientSecret } = env;
  const login = await fetch(`${url}/v1/auth/access_token`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ clientId, clientSecret }),
  });
  const { accessToken } = (await login.json()) as { accessToken: string };
  const patched = await fetch(`${url}/v1/actions/runs/${run.id}`, {
    method: 'PATCH',
    headers: { ...headers, authorization: `Bearer ${accessToken}` },
    body: '{"statusLabel":"over HTTP"}',
  });
  expect(patched.status).toBe(200);
  expect(run.view().statusLabel).toBe('over HTTP');
});

it('takes controls only when asked to', async () => {
  const plain = await port.listen();
  const controlled = await port.listen({ control: true });
  onTestFinished(async () => void (await Promise.all([plain.close(), controlled.close()])));
  const order = { method: 'POST', body: '{"action":"create"}' };
  expect((await fetch(`${plain.url}/_berth/execute`, order)).status).toBe(404);
  const executed = await fetch(`${controlled.url}/_berth/execute`, order);
  const { id } = (await executed.json()) as { id: string };
  expect(port.run(id).view().status).toBe('IN_PROGRESS');
});

it('listens where it is told to, and says when it cannot', async () => {
  const { url, close } = await port.listen({ host: 'localhost' });
  onTestFinished(close);
  expect(url).toMatch(/^http:\/\/localhost:\d+$/);
  expect((await fetch(`${url}/v1/openapi.json`)).status).toBe(200);
  const taken = Number(new URL(url).port);
  await expect(port.listen({ host: 'localhost', port: taken })).rejects.toThrow(
    `port ${taken} on localhost is in use`,
  );
});

it('closes for good, connections that are kept included, and disposes of itself', async () => {
  const one = await port.listen();
  await (await fetch(`${one.url}/v1/openapi.json`)).text();
  await one.close();
  await expect(fetch(`${one.url}/v1/openapi.json`)).rejects.toThrow();
  const other = await port.listen();
  await other[Symbol.asyncDispose]();
  await expect(fetch(`${other.url}/v1/openapi.json`)).rejects.toThrow();
});

it('can be closed more than once', async () => {
  await using listening = await port.listen();
  await listening.close();
  await listening.close();
  await expect(fetch(listening.url)).rejects.toThrow();
});

it('can listen from the start, and is driven like any other', async () => {
  await using running = await startFakePort({ actions: [{ identifier: 'create' }] });
  running.backend('create', outcome.success({ after: '1h' }));
  const run = await running.execute('create');
  await run.waitFor('SUCCESS', { within: '2h' });
  expect(running.env).toMatchObject({ PORT_BASE_URL: running.url });
  expect((await fetch(`${running.baseUrl}/v1/openapi.json`)).status).toBe(200);
  expect(running.journal.last()).toMatchObject({ lane: 'http', op: 'openapi.get' });
});

it('neither listens nor intercepts once it has been disposed of, though it was asked to before', async () => {
  const gone = createFakePort();
  const asked = gone.listen();
  await gone[Symbol.asyncDispose]();
  const said = 'This fake Port has been disposed of: it neither listens nor intercepts any more';
  await expect(asked).rejects.toThrow(said);
  await expect(gone.listen()).rejects.toThrow(said);
  const { fetch } = globalThis;
  expect(() => gone.interceptFetch()).toThrow(said);
  expect(globalThis.fetch).toBe(fetch);
  await gone[Symbol.asyncDispose]();
});
