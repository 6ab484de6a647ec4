import type { Mountable } from '@berth/http';
import { expect, it } from 'vitest';
import { MAX_COUNTED_CLIENTS, MAX_SIGN_IN_FAILURES, SIGN_IN_WINDOW_SECONDS } from '../src/limits.ts';
import { credentials, samePage, withCredentials } from './support/berth.ts';
import { exchange } from './support/exchange.ts';

const wrong = { ...credentials, clientSecret: 'a guess' };

function clock() {
  let at = Date.parse('2030-01-01T00:00:00.000Z');
  return {
    now: () => new Date(at),
    pass: (seconds: number) => {
      at += seconds * 1000;
    },
  };
}

async function signIn(dashboard: Mountable, body: unknown, path = '/session') {
  const {
    status,
    headers,
    body: text,
  } = await dashboard.answer(exchange({ method: 'POST', path, headers: samePage, body }));
  return { status, wait: headers['retry-after'], cookie: headers['set-cookie'], text: String(text) };
}

async function failUntilTheLimit(dashboard: Mountable, body: unknown = wrong): Promise<void> {
  for (let tries = 0; tries < MAX_SIGN_IN_FAILURES; tries += 1)
    expect((await signIn(dashboard, body)).status).toBe(401);
}

it('refuses to try a client id again that has failed too often in a minute, the right secret included', async () => {
  const time = clock();
  const dashboard = withCredentials({ now: time.now });
  await failUntilTheLimit(dashboard);
  time.pass(20.5);
  const refused = await signIn(dashboard, wrong);
  expect([refused.status, refused.wait]).toEqual([429, '40']);
  expect(JSON.parse(refused.text)).toMatchObject({ ok: false, error: 'rate_limit_exceeded' });
  expect(await signIn(dashboard, credentials)).toMatchObject({ status: 429, cookie: undefined });
  // Nor is the API's own way to a token one around that.
  expect((await signIn(dashboard, wrong, '/api/v1/auth/access_token')).status).toBe(429);
  expect((await signIn(dashboard, wrong, '/api/v1/auth/access_token/')).status).toBe(429);
  time.pass(39);
  expect((await signIn(dashboard, credentials)).status).toBe(429);
  time.pass(1);
  expect((await signIn(dashboard, credentials)).status).toBe(200);
});

it('counts each client id by itself, and no sign-in that went well or was no sign-in at all', async () => {
  const dashboard = withCredentials({ now: clock().now });
  await failUntilTheLimit(dashboard, { clientId: 'another', clientSecret: 'x' });
  for (let times = 0; times < 3 * MAX_SIGN_IN_FAILURES; times += 1) {
    expect((await signIn(dashboard, credentials)).status).toBe(200);
    expect((await signIn(dashboard, { clientId: credentials.clientId })).status).toBe(422);
  }
  await failUntilTheLimit(dashboard);
  expect((await signIn(dashboard, wrong)).status).toBe(429);
});

it('counts those whose body the host has parsed already, and signs in from one', async () => {
  const dashboard = withCredentials({ now: clock().now });
  const status = async (value: unknown) => {
    const sent = exchange({ method: 'POST', path: '/session', headers: samePage, body: value });
    return (await dashboard.answer({ ...sent, body: async () => ({ kind: 'parsed', value }) })).status;
  };
  expect(await status(credentials)).toBe(200);
  expect(await status(null)).toBe(422);
  for (let tries = 0; tries < MAX_SIGN_IN_FAILURES; tries += 1) expect(await status(wrong)).toBe(401);
  expect(await status(credentials)).toBe(429);
});

it('lets no more of those through that come at once', async () => {
  const dashboard = withCredentials({ now: clock().now });
  const all = await Promise.all(Array.from({ length: 50 }, () => signIn(dashboard, wrong)));
  expect(all.filter(({ status }) => status === 401)).toHaveLength(MAX_SIGN_IN_FAILURES);
  expect(all.filter(({ status }) => status === 429)).toHaveLength(50 - MAX_SIGN_IN_FAILURES);
});

it('keeps count of so many client ids, and forgets the one that failed first', async () => {
  const dashboard = withCredentials({ now: clock().now });
  await failUntilTheLimit(dashboard);
  const others = Array.from({ length: MAX_COUNTED_CLIENTS }, (_, at) => ({
    clientId: `${at}`,
    clientSecret: 'x',
  }));
  for (const other of others.slice(1)) await signIn(dashboard, other);
  expect((await signIn(dashboard, wrong)).status).toBe(429);
  await signIn(dashboard, others[0]);
  expect((await signIn(dashboard, wrong)).status).toBe(401);
});

it('puts who fails again in a later window last in line to be forgotten', async () => {
  const time = clock();
  const dashboard = withCredentials({ now: time.now });
  const other = { clientId: 'other', clientSecret: 'x' };
  await signIn(dashboard, wrong);
  time.pass(SIGN_IN_WINDOW_SECONDS / 2);
  await failUntilTheLimit(dashboard, other);
  time.pass(SIGN_IN_WINDOW_SECONDS / 2);
  await failUntilTheLimit(dashboard);
  for (let at = 1; at < MAX_COUNTED_CLIENTS; at += 1)
    await signIn(dashboard, { clientId: `${at}`, clientSecret: 'x' });
  expect((await signIn(dashboard, wrong)).status).toBe(429);
  expect((await signIn(dashboard, other)).status).toBe(401);
});

it('counts ids without end by how they begin', async () => {
  const dashboard = withCredentials({ now: clock().now });
  const long = (end: string) => ({ clientId: 'x'.repeat(100_000) + end, clientSecret: 'x' });
  await failUntilTheLimit(dashboard, long('a'));
  expect((await signIn(dashboard, long('b'))).status).toBe(429);
});

it('starts a new window after the last one, not with each failure', async () => {
  const time = clock();
  const dashboard = withCredentials({ now: time.now });
  for (let round = 0; round < 3; round += 1) {
    await failUntilTheLimit(dashboard);
    expect((await signIn(dashboard, wrong)).wait).toBe(String(SIGN_IN_WINDOW_SECONDS));
    time.pass(SIGN_IN_WINDOW_SECONDS);
  }
});
