import { afterAll, beforeAll, expect, it } from 'vitest';
import { given, post, type Server, serving, tokenFrom } from './server.ts';

let server: Server;
beforeAll(async () => {
  server = await serving();
});
afterAll(() => server.stop());

it('shows the dashboard at / and at any page below, with its assets', async () => {
  for (const path of ['/', '/runs/r_1', '/actions/runs', '/v1x', '/V1/actions', '//v1']) {
    const page = await fetch(server.url + path, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect([page.status, page.headers.get('content-type')], path).toEqual([200, 'text/html; charset=utf-8']);
    const [, asset = ''] = /src="([^"]+)"/.exec(await page.text()) ?? [];
    expect((await fetch(new URL(asset, page.url))).status, path).toBe(200);
  }
});

it('signs in with the credentials of the server, for the API and what it changes', async () => {
  const { clientId, clientSecret } = {
    clientId: given.BERTH_CLIENT_ID,
    clientSecret: given.BERTH_CLIENT_SECRET,
  };
  const signIn = (secret: string, origin: string) =>
    fetch(`${server.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ clientId, clientSecret: secret }),
    });
  expect((await signIn('another', server.url)).status).toBe(401);
  expect((await signIn(clientSecret, 'http://evil.example')).status).toBe(403);
  const { status, headers } = await signIn(clientSecret, server.url);
  const [cookie = '', ...attributes] = headers.get('set-cookie')?.split('; ') ?? [];
  // A second may end between making the token and telling how old it is.
  const age = expect.stringMatching(/^Max-Age=(?:10800|10799)$/);
  expect([status, attributes]).toEqual([200, [age, 'HttpOnly', 'SameSite=Strict']]);
  const session = await fetch(`${server.url}/session`, { headers: { cookie } });
  expect(await session.json()).toEqual({ ok: true, caller: { id: clientId }, signIn: 'credentials' });
  const runs = await fetch(`${server.url}/api/v1/actions/runs`, { headers: { cookie } });
  expect(await runs.json()).toEqual({ ok: true, runs: [] });
});

it('keeps the API at /v1 as it was: no cookie opens it, no page is below it', async () => {
  const token = await tokenFrom(server.url);
  const get = (path: string, headers: Record<string, string>) => fetch(server.url + path, { headers });
  expect((await get('/v1/actions/runs', { cookie: `berth_session=${token}` })).status).toBe(401);
  for (const path of ['/v1', '/v1/', '/v1/runs', '/v1/session', '/v1?x=1']) {
    const answer = await get(path, { authorization: `Bearer ${token}` });
    expect([answer.status, await answer.json()], path).toMatchObject([
      404,
      { ok: false, error: 'not_found' },
    ]);
    expect(answer.headers.get('content-security-policy')).toBeNull();
  }
  // A program that has forgotten /v1 is told so.
  const authorization = `Bearer ${token}`;
  for (const answer of [
    await post(`${server.url}/actions/create/runs`, {}, token),
    await get('/actions/runs/r_1', { authorization }),
  ]) {
    expect([answer.status, await answer.json()]).toMatchObject([
      404,
      { message: expect.stringContaining('the paths of this API begin with /v1/') },
    ]);
  }
});
