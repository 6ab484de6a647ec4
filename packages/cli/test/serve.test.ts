import { expect, it, vi } from 'vitest';
import { given, serving, tokenFrom } from './server.ts';

vi.setConfig({ testTimeout: 30_000 });

const authorized = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

it('prints exactly one line on stdout, with the port that was free', async () => {
  const server = await serving();
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
  await fetch(`${server.url}/healthz`);
  server.signal('SIGTERM');
  expect(await server.exit).toBe(0);
  expect(server.stdout.text()).toBe(`berth listening on ${server.url}\n`);
});

it('makes credentials up when none are given, prints them on stderr, and takes them', async () => {
  const { stderr, url } = await serving([], {});
  const [, id = ''] = await stderr.until(/^BERTH_CLIENT_ID=(\S+)$/m);
  const [, secret = ''] = await stderr.until(/^BERTH_CLIENT_SECRET=(\S+)$/m);
  const runs = await fetch(`${url}/v1/actions/runs`, authorized(await tokenFrom(url, id, secret)));
  expect(await runs.json()).toEqual({ ok: true, runs: [] });
  expect(await tokenFrom(url, id, `${secret}x`)).toBe('');
});

it('takes the credentials of the environment, and prints neither', async () => {
  const server = await serving();
  expect(await tokenFrom(server.url)).not.toBe('');
  server.signal('SIGINT');
  expect(await server.exit).toBe(0);
  expect(server.stdout.text() + server.stderr.text()).not.toContain(given.BERTH_CLIENT_SECRET);
  expect(server.stderr.text()).toBe('');
});

it('says that it is alive and ready to anyone, and asks everyone else who they are', async () => {
  const { url } = await serving();
  for (const path of ['/healthz', '/readyz']) {
    const response = await fetch(url + path);
    expect([response.status, response.headers.get('content-type'), await response.json()]).toEqual([
      200,
      'application/json; charset=utf-8',
      { ok: true },
    ]);
  }
  expect((await fetch(`${url}/v1/actions/runs`)).status).toBe(401);
  expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(404);
});

it('creates what the seed holds', async () => {
  const { url } = await serving(['--seed', 'examples/demo.seed.json']);
  const token = await tokenFrom(url);
  const entity = await fetch(`${url}/v1/blueprints/microservice/entities/checkout`, authorized(token));
  expect(await entity.json()).toMatchObject({ entity: { properties: { language: 'Go' } } });
  const actions = await fetch(`${url}/v1/actions`, authorized(token));
  expect(await actions.json()).toMatchObject({
    actions: [{ identifier: 'create_microservice' }, { identifier: 'scale_microservice' }],
  });
});

it('counts the requests of a caller with --rate-limit, and refuses those past it', async () => {
  const { url } = await serving(['--rate-limit', '2/60']);
  const token = await tokenFrom(url);
  const remaining: (string | null)[] = [];
  for (let at = 0; at < 2; at += 1) {
    const { status, headers } = await fetch(`${url}/v1/actions/runs`, authorized(token));
    expect([status, headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-period')]).toEqual([
      200,
      '2',
      '60',
    ]);
    remaining.push(headers.get('x-ratelimit-remaining'));
  }
  expect(remaining).toEqual(['1', '0']);
  const refused = await fetch(`${url}/v1/actions/runs`, authorized(token));
  expect([refused.status, await refused.json()]).toMatchObject([429, { error: 'rate_limit_exceeded' }]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});
