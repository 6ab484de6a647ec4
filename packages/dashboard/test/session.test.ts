import { describe, expect, it } from 'vitest';
import { ask, type Sent } from './support/ask.ts';
import { blueprint, credentials, samePage, withCredentials } from './support/berth.ts';
import { hosts, portOf } from './support/hosts.ts';

/** A host whose dashboard's credentials sign in, spoken to below its mount. */
async function served({ base, open }: (typeof hosts)[number]) {
  const port = await portOf(open(withCredentials(), base));
  const send = (method: string, path: string, sent: Sent = {}) => ask(port, method, base + path, sent);
  const signIn = async () => {
    const { headers } = await send('POST', '/session', { headers: samePage, body: credentials });
    return headers['set-cookie']?.split(';')[0] ?? '';
  };
  return { port, send, signIn };
}

describe.each(hosts)('in $name, where credentials sign in', (mount) => {
  it('gives a cookie for them, which stands for whoever they belong to until it is given back', async () => {
    const { send } = await served(mount);
    const nobody = await send('GET', '/session');
    expect(JSON.parse(nobody.text)).toEqual({ ok: true, caller: null, signIn: 'credentials' });
    expect(nobody.headers['cache-control']).toBe('no-store');
    expect((await send('GET', '/api/v1/actions/runs')).status).toBe(401);

    const signedIn = await send('POST', '/session', { headers: samePage, body: credentials });
    expect([signedIn.status, JSON.parse(signedIn.text)]).toEqual([200, { ok: true }]);
    const [pair = '', ...attributes] = (signedIn.headers['set-cookie'] ?? '').split('; ');
    expect(pair).toMatch(/^berth_session=[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(attributes).toEqual(['Max-Age=10800', 'HttpOnly', 'SameSite=Strict', 'Secure']);

    const headers = { cookie: `theme=dark; ${pair}; other=1`, ...samePage };
    const somebody = await send('GET', '/session', { headers });
    expect(JSON.parse(somebody.text)).toEqual({
      ok: true,
      caller: { id: credentials.clientId },
      signIn: 'credentials',
    });
    expect((await send('GET', '/api/v1/actions/runs?limit=1', { headers })).text).toBe(
      '{"ok":true,"runs":[]}',
    );
    expect((await send('POST', '/api/v1/blueprints', { headers, body: blueprint })).status).toBe(201);

    const signedOut = await send('DELETE', '/session', { headers });
    expect([signedOut.status, signedOut.text]).toEqual([200, '{"ok":true}']);
    expect(signedOut.headers['set-cookie']).toMatch(/^berth_session=; Max-Age=0; HttpOnly; SameSite=Strict/);
  });

  it('refuses wrong ones as the API does, and gives nothing for them', async () => {
    const { send } = await served(mount);
    const wrong = { ...credentials, clientSecret: 'another' };
    const [here, there] = [
      await send('POST', '/session', { headers: samePage, body: wrong }),
      await send('POST', '/api/v1/auth/access_token', { headers: samePage, body: wrong }),
    ];
    expect([here.status, here.text]).toEqual([401, there.text]);
    expect(here.headers['set-cookie']).toBeUndefined();
    for (const [body, status] of [
      ['{"clientId":', 400],
      [{ clientId: 'an-id' }, 422],
      [[], 422],
      [{ clientId: 1, clientSecret: null }, 422],
    ] as const) {
      const answer = await send('POST', '/session', { headers: samePage, body });
      expect([answer.status, answer.headers['set-cookie']]).toEqual([status, undefined]);
    }
    const typed = { ...samePage, 'content-type': 'text/plain' };
    expect((await send('POST', '/session', { headers: typed, body: credentials })).status).toBe(415);
    expect((await send('POST', '/session', { headers: samePage })).status).toBe(422);
  });

  it('takes other methods for none of its own', async () => {
    const { send } = await served(mount);
    for (const method of ['PUT', 'PATCH', 'OPTIONS']) {
      const { status, headers } = await send(method, '/session', { headers: samePage });
      expect([status, headers.allow]).toEqual([405, 'GET, POST, DELETE']);
    }
  });

  it('heeds an access token of the client’s own before the cookie, and what a browser adds by itself never', async () => {
    const { send, signIn } = await served(mount);
    const cookie = await signIn();
    const [, token = ''] = cookie.split('=');
    const status = async (headers: Record<string, string>) =>
      (await send('GET', '/api/v1/actions/runs', { headers })).status;
    expect(await status({ authorization: `Bearer ${token}` })).toBe(200);
    expect(await status({ authorization: token })).toBe(200);
    expect(await status({ authorization: 'Bearer a.b.c', cookie })).toBe(401);
    expect(await status({ authorization: 'Basic YTpi', cookie })).toBe(200);
    expect(await status({ authorization: 'Basic YTpi' })).toBe(401);
  });

  it('says of what a page has executed that a page did, and of the rest that a program did', async () => {
    const { send, signIn } = await served(mount);
    const cookie = await signIn();
    const [, token = ''] = cookie.split('=');
    const trigger = { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } };
    const action = { identifier: 'deploy', trigger, invocationMethod: { type: 'KAFKA' } };
    const byPage = { cookie, ...samePage };
    const created = await send('POST', '/api/v1/actions', { headers: byPage, body: action });
    expect(created.status).toBe(201);
    for (const [headers, source] of [
      [byPage, 'UI'],
      [{ authorization: `Bearer ${token}` }, 'API'],
    ] as const) {
      const path = '/api/v1/actions/deploy/runs';
      const { run } = JSON.parse((await send('POST', path, { headers, body: { properties: {} } })).text);
      const seen = await send('GET', `/api/v1/berth/runs/${run.id}`, { headers });
      expect(JSON.parse(seen.text).run.source).toBe(source);
    }
  });

  it('takes cookies of any kind, and a session from what is one only', async () => {
    const { send, signIn } = await served(mount);
    const cookie = await signIn();
    const caller = async (header: string) => {
      const { status, text } = await send('GET', '/session', { headers: { cookie: header } });
      expect(status, header.slice(0, 100)).toBe(200);
      return JSON.parse(text).caller?.id;
    };
    for (const flawed of [
      'berth_session=',
      'berth_session',
      '=; ;;,',
      'berth_session="x"',
      'berth_session=a.b',
      'berth_session=a.b.c',
      'berth_session=a.b.c\u00ff',
      `${cookie}x`,
      `${cookie.slice(0, -1)}`,
      `x${cookie}`,
      `x=${cookie.replace('berth_session', '')}`,
      `berth_session=${'x'.repeat(8_000)}.y.z`,
    ]) {
      expect(await caller(flawed), flawed.slice(0, 100)).toBeUndefined();
    }
    // The first is the one with the longest path, thus of this very mount; what cannot be a session is passed over.
    expect(await caller(`${cookie}; berth_session=a.b.c`)).toBe(credentials.clientId);
    expect(await caller(`berth_session=a.b.c; ${cookie}`)).toBeUndefined();
    expect(await caller(`berth_session=; ${cookie}`)).toBe(credentials.clientId);
    expect(await caller(`a=1;${cookie};`)).toBe(credentials.clientId);
    const huge = { headers: { cookie: 'x'.repeat(20_000) } };
    expect((await send('GET', '/session', huge)).status).toBe(431);
  });
});

it('sends the cookie over plain http only where the browser says that this is what it speaks', async () => {
  const [first] = hosts;
  if (!first) throw new Error('no host');
  const { port, send } = await served(first);
  const secure = async (headers: Record<string, string>) => {
    const { status, headers: answered } = await send('POST', '/session', { headers, body: credentials });
    return status === 200 && answered['set-cookie']?.includes('; Secure');
  };
  const plain = `http://127.0.0.1:${port}`;
  expect(await secure({ origin: plain })).toBe(false);
  expect(await secure({ origin: plain, ...samePage })).toBe(false);
  // As behind a proxy that ends TLS; what the proxy adds is not asked.
  expect(await secure({ origin: 'https://berth.example', host: 'berth.example' })).toBe(true);
  expect(await secure({ origin: 'https://berth.example', ...samePage, 'x-forwarded-proto': 'http' })).toBe(
    true,
  );
  expect(await secure(samePage)).toBe(true);
});
