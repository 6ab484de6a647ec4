import { describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { credentials, samePage, withCredentials, withHostLogin } from './support/berth.ts';
import { exchange } from './support/exchange.ts';
import { hosts, portOf } from './support/hosts.ts';

const people = new Map([['ada', { id: 'ada', email: 'ada@example.com' }]]);
const identify = (name: string | undefined) => people.get(name ?? '');

describe.each(hosts)('in $name, which has a login of its own', ({ base, open }) => {
  it('shows whom the host knows, acts for them, and sends everybody else to the host', async () => {
    const port = await portOf(open(withHostLogin({ signInUrl: '/login?to=berth' }), base, identify));
    const get = (path: string, headers = {}) => ask(port, 'GET', base + path, { headers });
    const ada = { 'x-user': 'ada' };
    const known = { ok: true, signIn: 'host', signInUrl: '/login?to=berth', caller: people.get('ada') };
    expect(JSON.parse((await get('/session', ada)).text)).toEqual(known);
    expect(JSON.parse((await get('/session')).text)).toEqual({ ...known, caller: null });
    expect((await get('/api/v1/actions/runs', ada)).status).toBe(200);
    expect((await get('/api/v1/actions/runs')).status).toBe(401);
    const signIn = await ask(port, 'POST', `${base}/session`, { headers: samePage, body: credentials });
    expect([signIn.status, signIn.headers['set-cookie']]).toEqual([404, undefined]);
  });

  it('takes no cookie of its own there, and tokens where there are credentials', async () => {
    const port = await portOf(open(withCredentials(), base, identify));
    const sent = { headers: samePage, body: credentials };
    const { text } = await ask(port, 'POST', `${base}/api/v1/auth/access_token`, sent);
    const { accessToken } = JSON.parse(text);
    const caller = async (headers: Record<string, string>) =>
      JSON.parse((await ask(port, 'GET', `${base}/session`, { headers })).text).caller;
    expect(await caller({ authorization: `Bearer ${accessToken}` })).toEqual({ id: credentials.clientId });
    expect(await caller({ cookie: `berth_session=${accessToken}` })).toBeNull();
    expect((await ask(port, 'POST', `${base}/session`, sent)).status).toBe(404);
  });

  it('reports an error of the host’s login, and tells the browser nothing of it', async () => {
    const told: unknown[] = [];
    const onError = (error: unknown, { operation }: { operation: string }) => told.push([operation, error]);
    const broken = new Error('no connection to db-7.internal');
    const failing = open(withHostLogin({}, { onError }), base, () => {
      throw broken;
    });
    const port = await portOf(failing);
    const answer = await ask(port, 'GET', `${base}/session`);
    expect([answer.status, JSON.parse(answer.text).error]).toEqual([500, 'internal_error']);
    expect(answer.text).not.toContain('db-7');
    expect(told).toEqual([['getSession', broken]]);
  });
});

it('leaves the place of the login out when there is none to name', async () => {
  const dashboard = withHostLogin();
  const { body } = await dashboard.answer(exchange({ path: '/session', identify: () => undefined }));
  expect(JSON.parse(String(body))).toEqual({ ok: true, caller: null, signIn: 'host' });
});

it.each(['', 'javascript:alert(1)', 'data:text/html,x', 'mailto:ada@example.com', 'http://'])(
  'takes no link to %j for a login',
  (signInUrl) => {
    expect(() => withHostLogin({ signInUrl })).toThrow(TypeError);
  },
);

it.each(['/login', 'login', '../login?x=1', 'https://login.example/start', '//login.example'])(
  'takes a link to %j for a login',
  (signInUrl) => {
    expect(() => withHostLogin({ signInUrl })).not.toThrow();
  },
);
