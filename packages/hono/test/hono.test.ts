import { memoryStore } from '@berth/core/memory';
import { berthApp, createBerth } from '@berth/hono';
import { type Context, type Env, Hono, type MiddlewareHandler } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Content } from '../../http/test/api/api.ts';
import { berthTarget } from '../../http/test/api/berth-target.ts';
import { credentials } from '../../http/test/api/credentials.ts';
import { describeApi } from '../../http/test/api/describe-api.ts';
import { describeConformance } from '../../http/test/api/describe-conformance.ts';
import { routedMount, routedServe } from './mount.ts';

describeConformance((profile) => berthTarget('Hono', profile, routedServe));

for (const prefix of ['/v1', '/internal/port/v1']) {
  for (const fallthrough of [false, true]) {
    const handsOn = fallthrough ? ', handing on what it does not know' : '';
    describeApi(`hono at ${prefix}${handsOn}`, routedMount({ prefix, fallthrough }));
  }
}

interface App {
  request(path: string, init: RequestInit): Response | Promise<Response>;
}

interface HostEnv extends Env {
  Variables: { user?: { id: string; email: string } };
}

const berth = (options: { credentials?: typeof credentials } = {}) =>
  createBerth({ store: memoryStore(), ...options });
const anyone = { identify: () => ({ id: 'anyone' }) };

/** The host's own authentication, before the mount. */
const authenticate: MiddlewareHandler<HostEnv> = async (c, next) => {
  const id = c.req.header('x-user');
  if (id !== undefined) c.set('user', { id, email: `${id}@example.com` });
  await next();
};
const identify = (c: Context<HostEnv>) => c.get('user');

/** What a middleware of the host does before the mount. */
const onPatch =
  (act: (c: Context) => unknown): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'PATCH') await act(c);
    await next();
  };

async function ask(app: App, method: string, path: string, body?: unknown, headers = {}) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const typed = { 'content-type': 'application/json', ...headers };
  const response = await app.request(path, { method, headers: typed, ...sent });
  return { status: response.status, json: (await response.json()) as Content };
}

async function startRun(app: App, base: string, headers = {}) {
  const trigger = { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } };
  const action = { identifier: 'deploy', trigger, invocationMethod: { type: 'KAFKA' } };
  expect((await ask(app, 'POST', `${base}/actions`, action, headers)).status).toBe(201);
  const { status, json } = await ask(app, 'POST', `${base}/actions/deploy/runs`, { properties: {} }, headers);
  expect(status).toBe(202);
  return json.run;
}

describe('berthApp in a host', () => {
  it('takes the host at its word about who is calling, and serves no tokens without credentials', async () => {
    const host = new Hono<HostEnv>().use(authenticate).route('/v1', berthApp<HostEnv>(berth(), { identify }));
    const ann = { 'x-user': 'ann' };
    const run = await startRun(host, '/v1', ann);
    expect([run.createdBy, run.updatedBy]).toEqual(['ann', 'ann']);
    const list = await ask(host, 'GET', '/v1/actions/runs?user_email=ann@example.com', undefined, ann);
    expect(list.json.runs.map(({ id }) => id)).toEqual([run.id]);
    expect(await ask(host, 'GET', '/v1/actions/runs')).toMatchObject({
      status: 401,
      json: { error: 'unauthorized' },
    });
    expect((await ask(host, 'POST', '/v1/auth/access_token', credentials)).status).toBe(404);
  });

  it('takes a token from those whom the host does not know, where there are credentials', async () => {
    const mounted = berthApp<HostEnv>(berth({ credentials }), { identify });
    const host = new Hono<HostEnv>().use(authenticate).route('/v1', mounted);
    const { json } = await ask(host, 'POST', '/v1/auth/access_token', credentials);
    const token = { authorization: `Bearer ${json.accessToken}` };
    const run = await startRun(host, '/v1', token);
    expect(run.createdBy).toBe(credentials.clientId);
    const path = `/v1/actions/runs/${run.id}`;
    const byBoth = await ask(host, 'PATCH', path, { summary: 's' }, { ...token, 'x-user': 'ann' });
    expect(byBoth.json.run.updatedBy).toBe('ann');
    expect((await ask(host, 'PATCH', path, { summary: 't' })).status).toBe(401);
    expect((await ask(host, 'PATCH', path, { summary: 't' }, { authorization: 'Bearer a.b.c' })).status).toBe(
      401,
    );
  });

  it('lets nobody but a machine execute in the name of a person', async () => {
    const machine = { id: 'robot', machine: true };
    for (const [who, status, error] of [
      [{ id: 'ann' }, 403, 'missing_permissions'],
      [machine, 202, undefined],
    ] as const) {
      const app = berthApp(berth(), { identify: async () => who });
      await startRun(app, '');
      const path = '/actions/deploy/runs?run_as=ben@example.com';
      const answer = await ask(app, 'POST', path, { properties: {} });
      expect([answer.status, answer.json.error]).toEqual([status, error]);
    }
  });

  it('answers what it does not know with its own 404, or hands it to the host', async () => {
    const hostOf = (fallthrough: boolean) =>
      new Hono()
        .route('/v1', berthApp(berth(), { ...anyone, fallthrough }))
        .post('/v1/things', async (c) => c.json({ by: 'the host', body: await c.req.json() }))
        .notFound((c) => c.json({ by: "the host's notFound" }, 404));
    const answers = async (host: Hono) => [
      await ask(host, 'POST', '/v1/things', { a: 1 }),
      await ask(host, 'GET', '/v1/nothing'),
      await ask(host, 'DELETE', '/v1/actions/runs/r_1'),
    ];
    const ours = { status: 404, json: { ok: false, error: 'not_found' } };
    const wrongMethod = { status: 405, json: { ok: false, error: 'method_not_allowed' } };
    expect(await answers(hostOf(false))).toMatchObject([ours, ours, wrongMethod]);
    const notFound = { status: 404, json: { by: "the host's notFound" } };
    expect(await answers(hostOf(true))).toEqual([
      { status: 200, json: { by: 'the host', body: { a: 1 } } },
      notFound,
      notFound,
    ]);
    // What it does know is its own to refuse, with or without fallthrough.
    expect(await ask(hostOf(true), 'GET', '/v1/actions/runs/r_1')).toMatchObject(ours);
  });

  it('takes a body that the host has read through Hono', async () => {
    const readers: ((c: Context) => Promise<unknown>)[] = [
      (c) => c.req.json(),
      (c) => c.req.text(),
      (c) => c.req.arrayBuffer(),
      (c) => c.req.blob(),
    ];
    for (const read of readers) {
      const host = new Hono().use(onPatch(read)).route('/v1', berthApp(berth(), anyone));
      const run = await startRun(host, '/v1');
      const { status, json } = await ask(host, 'PATCH', `/v1/actions/runs/${run.id}`, {
        summary: 'read twice',
      });
      expect([status, json.run.summary]).toEqual([200, 'read twice']);
    }
  });

  it('holds a body to its limit though the host has read it whole', async () => {
    const host = new Hono().use(onPatch((c) => c.req.text())).route('/v1', berthApp(berth(), anyone));
    const path = `/v1/actions/runs/${(await startRun(host, '/v1')).id}`;
    const refused = { status: 413, json: { ok: false, error: 'bad_request' } };
    expect(await ask(host, 'PATCH', path, { summary: 'x'.repeat(1_048_576) })).toMatchObject(refused);
    expect((await ask(host, 'GET', path)).json.run.summary).toBeUndefined();
  });

  it('refuses a body that the host has drained, and changes nothing', async () => {
    const drains: ((request: Request) => unknown)[] = [
      (request) => request.text(),
      (request) => request.arrayBuffer(),
      async (request) => {
        for await (const chunk of request.body ?? []) expect(chunk.byteLength).toBeGreaterThan(0);
      },
      (request) => request.body?.cancel(),
    ];
    const body = { status: 'SUCCESS' };
    for (const drain of drains) {
      const host = new Hono().use(onPatch((c) => drain(c.req.raw))).route('/v1', berthApp(berth(), anyone));
      const path = `/v1/actions/runs/${(await startRun(host, '/v1')).id}`;
      const before = await ask(host, 'GET', path);
      for (const headers of [{}, { 'content-length': String(JSON.stringify(body).length) }]) {
        const refused = { status: 400, json: { ok: false, error: 'bad_request' } };
        expect(await ask(host, 'PATCH', path, body, headers)).toMatchObject(refused);
      }
      expect(await ask(host, 'GET', path)).toEqual(before);
    }
  });

  it('can be mounted under a path with a parameter', async () => {
    const host = new Hono().route('/orgs/:org/v1', berthApp(berth(), anyone));
    for (const org of ['acme', 'a%2Fb', 'ünï']) {
      const run = await ask(host, 'GET', `/orgs/${org}/v1/actions/runs`);
      expect(run).toEqual({ status: 200, json: { ok: true, runs: [] } });
    }
    const { id } = await startRun(host, '/orgs/acme/v1');
    expect((await ask(host, 'GET', `/orgs/other/v1/actions/runs/${id}`)).json.run.id).toBe(id);
  });

  it('cannot be made when nothing could tell callers apart', () => {
    expect(() => berthApp(berth())).toThrow(TypeError);
    expect(() => berthApp(berth(), { fallthrough: true })).toThrow(TypeError);
    expect(() => berthApp(berth({ credentials }))).not.toThrow();
    expect(() => berthApp(berth(), anyone)).not.toThrow();
  });

  it('refuses a body of several MiB that declares no length, without reading it all', async () => {
    const app = berthApp(berth(), anyone);
    let chunks = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          chunks += 1;
          if (chunks > 64) controller.close();
          else controller.enqueue(new Uint8Array(131_072).fill(0x20));
        },
        cancel: () => {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { 'content-type': 'application/json' };
    const request = new Request('http://host/actions', { method: 'POST', headers, body, duplex: 'half' });
    const response = await app.fetch(request);
    expect([response.status, ((await response.json()) as Content).error]).toEqual([413, 'bad_request']);
    expect([chunks, cancelled]).toEqual([9, true]);
    // What is left of the body is in the way of another request.
    expect(response.headers.get('connection')).toBe('close');
  });
});
