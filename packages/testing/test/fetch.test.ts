import { describe, expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';

const port = createFakePort();
const login = `${port.baseUrl}/v1/auth/access_token`;
const headers = { 'content-type': 'application/json' };
const text = JSON.stringify(port.credentials);

describe('fetch of the fake', () => {
  it.each<[string, () => Promise<Response>]>([
    ['a string', () => port.fetch(login, { method: 'POST', headers, body: text })],
    ['a URL', () => port.fetch(new URL(login), { method: 'POST', headers, body: text })],
    ['a Request', () => port.fetch(new Request(login, { method: 'POST', headers, body: text }))],
    [
      'a Request and what to change about it',
      () => port.fetch(new Request(login, { headers }), { method: 'POST', body: text }),
    ],
  ])('takes %s', async (_, fetched) => {
    const response = await fetched();
    expect(response).toBeInstanceOf(Response);
    expect([response.status, response.ok]).toEqual([200, true]);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toMatchObject({ ok: true, tokenType: 'Bearer' });
  });

  it.each<[string, NonNullable<RequestInit['body']>]>([
    ['bytes', new TextEncoder().encode(text)],
    ['a buffer', new TextEncoder().encode(text).buffer],
    ['a blob', new Blob([text])],
    ['a stream', new Blob([text]).stream()],
  ])('takes a body of %s', async (_, body) => {
    const response = await port.fetch(login, { method: 'POST', headers, body, duplex: 'half' });
    expect(response.status).toBe(200);
  });

  it('takes a text as it is once it has been sent as UTF-8', async () => {
    const fake = createFakePort({ actions: [{ identifier: 'create' }] });
    const run = await fake.execute('create');
    const { accessToken } = (await fake.call('POST', '/auth/access_token', fake.credentials)).body;
    const sent = (body: string) =>
      fake.fetch(`${fake.baseUrl}/v1/actions/runs/${run.id}`, {
        method: 'PATCH',
        headers: { ...headers, authorization: accessToken },
        body,
      });
    expect((await sent('\ufeff{"statusLabel":"half \ud800"}')).status).toBe(200);
    expect(run.view().statusLabel).toBe('half \ufffd');
    const most = (length: number) => JSON.stringify({ statusLabel: 'é'.repeat(length) });
    const envelope = most(0).length;
    expect((await sent(most((1_048_576 - envelope) / 2 + 1))).status).toBe(413);
    expect((await sent(most(Math.floor((1_048_576 - envelope) / 2)))).status).toBe(200);
  });

  it.each([
    ['get', 'GET'],
    ['Post', 'POST'],
    ['patch', 'patch'],
    ['PATCH', 'PATCH'],
  ])('makes of the method %s what the real one makes: %s', async (method, expected) => {
    await port.fetch(login, { method });
    expect(port.journal.last()?.request.method).toBe(expected);
  });

  it('takes no header that could not be sent', async () => {
    const sent = (value: string) => port.fetch(login, { headers: { 'x-own': value } });
    await expect(sent('a\nb')).rejects.toThrow(TypeError);
    await expect(sent('€')).rejects.toThrow(TypeError);
    await expect(port.fetch(login, { headers: { 'a b': 'c' } })).rejects.toThrow(TypeError);
    await expect(port.fetch(login, { method: 'B AD' })).rejects.toThrow(TypeError);
  });

  it('asks by HTTP alone', async () => {
    await expect(port.fetch('htp://port.test/v1/actions')).rejects.toThrow('fetch failed');
  });

  it('waits for a body until it is called off', async () => {
    const control = new AbortController();
    const body = new ReadableStream();
    const init = { method: 'POST', headers, body, duplex: 'half', signal: control.signal } as const;
    const asked = port.fetch(login, init);
    await new Promise((resolve) => setImmediate(resolve));
    expect(port.journal.last()?.state).toBe('received');
    control.abort(new Error('given up'));
    await expect(asked).rejects.toThrow('given up');
    expect(port.journal.last()?.state).toBe('aborted');
  });

  it.each(['https://api.getport.io', 'https://api.us.port.io', 'http://localhost:4010', 'http://[::1]'])(
    'takes %s for Port',
    async (host) => {
      const response = await port.fetch(`${host}/v1/auth/access_token`, {
        method: 'POST',
        headers,
        body: text,
      });
      expect(response.status).toBe(200);
    },
  );

  it('answers as Port would: no route outside /v1, none without a token, no body of another type', async () => {
    const answers = await Promise.all([
      port.fetch(`${port.baseUrl}/auth/access_token`, { method: 'POST', headers, body: text }),
      port.fetch(`${port.baseUrl}/v1/actions/runs`),
      port.fetch(login, { method: 'POST', body: new URLSearchParams({ ...port.credentials }) }),
      port.fetch(login, { method: 'POST', headers, body: JSON.stringify({ pad: 'x'.repeat(1_048_576) }) }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 401, 415, 413]);
    for (const answer of answers) expect(await answer.json()).toMatchObject({ ok: false });
  });

  it.each([
    ['http://port.test/v1/actions/../actions/runs?limit=1', '/actions/runs', { limit: '1' }],
    ['http://PORT.test:80/v1/actions/runs?user_email=a%40b.c#top', '/actions/runs', { user_email: 'a@b.c' }],
    ['http://port.test/v1/actions/runs?limit=1&action=x', '/actions/runs', { limit: '1', action: 'x' }],
    ['http://port.test/v1/actions/a b/permissions', '/actions/a%20b/permissions', {}],
  ])('reads %s as a parser of URLs does', async (url, path, query) => {
    const fresh = createFakePort();
    expect((await fresh.fetch(url)).status).toBe(401);
    expect(fresh.journal.last()?.request).toMatchObject({ path, query });
  });

  it('says what a URL lacks, as when a variable of the environment was not there', async () => {
    for (const url of ['/v1/actions', 'undefined/v1/actions'])
      await expect(createFakePort().fetch(url)).rejects.toThrow(
        `Failed to parse URL from ${url}: it has to be whole, and begin as port.baseUrl does`,
      );
  });

  it('names each answer in another way', async () => {
    const fresh = createFakePort();
    const names = new Set<unknown>();
    for (let nth = 0; nth < 2_000; nth += 1)
      names.add((await fresh.call('GET', '/actions/runs')).headers['x-trace-id']);
    expect(names.size).toBe(2_000);
  });

  it('has no body for HEAD', async () => {
    const response = await port.fetch(`${port.baseUrl}/v1/openapi.json`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('rejects with the reason of a signal that has been aborted, and does nothing', async () => {
    const fresh = createFakePort({ actions: [{ identifier: 'create' }] });
    const { id } = await fresh.execute('create');
    const reason = new Error('changed my mind');
    const signal = AbortSignal.abort(reason);
    await expect(fresh.fetch(login, { method: 'POST', headers, body: text, signal })).rejects.toBe(reason);
    await expect(fresh.fetch(new Request(login, { signal }))).rejects.toBe(reason);

    const token = await fresh.fetch(login, { method: 'POST', headers, body: text });
    const { accessToken } = (await token.json()) as { accessToken: string };
    const ending = fresh.fetch(`${fresh.baseUrl}/v1/actions/runs/${id}`, {
      method: 'PATCH',
      headers: { ...headers, authorization: `Bearer ${accessToken}` },
      body: '{"status":"SUCCESS"}',
      signal,
    });
    await expect(ending).rejects.toBe(reason);
    expect(fresh.run(id).view().status).toBe('IN_PROGRESS');
  });
});
