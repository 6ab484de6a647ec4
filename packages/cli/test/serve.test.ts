import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Server, serving, tokenFrom } from './server.ts';

const get = (url: string, token: string) => fetch(url, { headers: { authorization: `Bearer ${token}` } });

describe('with the credentials of the environment', () => {
  let server: Server;
  beforeAll(async () => {
    server = await serving();
  });
  afterAll(() => server.stop());

  it('takes a port that is free, and the credentials', async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    const runs = await get(`${server.url}/v1/actions/runs`, await tokenFrom(server.url));
    expect(await runs.json()).toEqual({ ok: true, runs: [] });
  });

  it('tells anyone that it is alive and ready, and asks for a token otherwise', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const response = await fetch(server.url + path);
      expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
    }
    expect((await get(`${server.url}/v1/actions/runs`, 'none')).status).toBe(401);
    expect((await fetch(`${server.url}/healthz`, { method: 'POST' })).status).toBe(404);
  });

  it('ends with 0 on SIGINT, having printed one line on stdout and no secret anywhere', async () => {
    server.signal('SIGINT');
    expect(await server.exit).toBe(0);
    expect(server.stdout.text()).toBe(`berth listening on ${server.url}\n`);
    expect(server.stderr.text()).toBe(
      `Open ${server.url}/ and sign in with BERTH_CLIENT_ID and BERTH_CLIENT_SECRET.\n`,
    );
  });
});

it('makes credentials up when none are given, prints them on stderr, and takes them', async () => {
  const { stderr, stop, url } = await serving([], {});
  onTestFinished(stop);
  const [, id = ''] = await stderr.until(/^BERTH_CLIENT_ID=(\S+)$/m);
  const [, secret = ''] = await stderr.until(/^BERTH_CLIENT_SECRET=(\S+)$/m);
  expect((await get(`${url}/v1/actions/runs`, await tokenFrom(url, id, secret))).status).toBe(200);
  expect(await tokenFrom(url, id, `${secret}x`)).toBe('');
  expect(await tokenFrom(url)).toBe('');
});

it('creates what the seed holds', async () => {
  const { stop, url } = await serving(['--seed', 'examples/demo.seed.json']);
  onTestFinished(stop);
  const token = await tokenFrom(url);
  const entity = await get(`${url}/v1/blueprints/microservice/entities/checkout`, token);
  expect(await entity.json()).toMatchObject({ entity: { properties: { language: 'Go' } } });
  const actions = await get(`${url}/v1/actions`, token);
  expect(await actions.json()).toMatchObject({
    actions: [{ identifier: 'create_microservice' }, { identifier: 'scale_microservice' }],
  });
});

it('counts the requests of a caller, and refuses those past --rate-limit; the seed is nobody’s request', async () => {
  const { stop, url } = await serving(['--rate-limit', '2/60', '--seed', 'examples/demo.seed.json']);
  onTestFinished(stop);
  const token = await tokenFrom(url);
  for (const [status, remaining] of [
    [200, '1'],
    [200, '0'],
    [429, '0'],
  ]) {
    const response = await get(`${url}/v1/actions/runs`, token);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-ratelimit-limit')).toBe('2');
    expect(response.headers.get('x-ratelimit-period')).toBe('60');
    expect(response.headers.get('x-ratelimit-remaining')).toBe(remaining);
    expect(Number(response.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000);
    expect(Number(response.headers.get('retry-after')) > 0).toBe(status === 429);
  }
});
