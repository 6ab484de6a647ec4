import { berthRouter } from '@berth/express';
import express, { type Request, type RequestHandler } from 'express';
import { describe, expect, it, vi } from 'vitest';
import { credentials } from '../../http/test/api/credentials.ts';
import { anyone, berth, host, startRun } from './host.ts';
import { express4 } from './mount.ts';

interface LoggedIn extends Request {
  account?: { readonly id: string; readonly email: string };
}

/** The host's own login, before the mount. */
const login: RequestHandler = (request: LoggedIn, _, next) => {
  const id = request.header('x-user');
  if (id !== undefined) request.account = { id, email: `${id}@example.com` };
  next();
};
const identify = (request: LoggedIn) => request.account;
const ann = { 'x-user': 'ann' };

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])('berthRouter and who is calling on %s', (_, createApp) => {
  it('takes the host at its word about who is calling, and serves no tokens without credentials', async () => {
    const app = await host(createApp, (app) => app.use(login).use('/v1', berthRouter(berth(), { identify })));
    const path = await startRun(app, '/v1', ann);
    const { json } = await app.ask('GET', path, undefined, ann);
    expect([json.run.createdBy, json.run.updatedBy]).toEqual(['ann', 'ann']);
    const mine = await app.ask('GET', '/v1/actions/runs?user_email=ann@example.com', undefined, ann);
    expect(mine.json.runs.map(({ id }) => id)).toEqual([json.run.id]);
    const stranger = await app.ask('GET', path);
    expect([stranger.status, stranger.json.error]).toEqual([401, 'unauthorized']);
    expect((await app.ask('POST', '/v1/auth/access_token', credentials)).status).toBe(404);
  });

  it('takes a token from those whom the host does not know, where there are credentials', async () => {
    const router = berthRouter(berth({ credentials }), { identify });
    const app = await host(createApp, (app) => app.use(login).use('/v1', router));
    const { json } = await app.ask('POST', '/v1/auth/access_token', credentials);
    const token = { authorization: `Bearer ${json.accessToken}` };
    const path = await startRun(app, '/v1', token);
    expect((await app.ask('GET', path, undefined, ann)).json.run.createdBy).toBe(credentials.clientId);
    const byBoth = await app.ask('PATCH', path, { summary: 's' }, { ...token, ...ann });
    expect(byBoth.json.run.updatedBy).toBe('ann');
    expect((await app.ask('PATCH', path, { summary: 't' })).status).toBe(401);
    expect((await app.ask('PATCH', path, { summary: 't' }, { authorization: 'Bearer a.b.c' })).status).toBe(
      401,
    );
    expect((await app.ask('GET', path, undefined, ann)).json.run.summary).toBe('s');
  });

  it('waits for a login that takes time, with the body still to be read', async () => {
    const slow = async (request: Request) => {
      await new Promise((resolve) => setImmediate(resolve));
      return identify(request);
    };
    const app = await host(createApp, (app) =>
      app.use(login).use('/v1', berthRouter(berth(), { identify: slow })),
    );
    const path = await startRun(app, '/v1', ann);
    expect((await app.ask('PATCH', path, { summary: 's' }, ann)).json.run.summary).toBe('s');
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('the login is down');
      },
    ],
    ['rejects', () => Promise.reject(new Error('the login is down'))],
  ])('answers 500 in the envelope when identify %s, tells onError, and lives on', async (_, failing) => {
    const onError = vi.fn();
    const identify = (request: Request) => (request.header('x-user') ? { id: 'ann' } : failing());
    const app = await host(createApp, (app) => app.use('/v1', berthRouter(berth({ onError }), { identify })));
    const { status, json, headers } = await app.ask('POST', '/v1/actions', {});
    const traceId = headers['x-trace-id'];
    expect([status, json]).toEqual([
      500,
      { ok: false, error: 'internal_error', message: expect.stringContaining(`${traceId}`) },
    ]);
    expect(json.message).not.toContain('login');
    expect(onError.mock.calls).toEqual([
      [new Error('the login is down'), { traceId, operation: 'createAction' }],
    ]);
    await startRun(app, '/v1', ann);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('cannot be made when nothing could tell callers apart', () => {
    expect(() => berthRouter(berth())).toThrow(TypeError);
    expect(() => berthRouter(berth(), { fallthrough: true })).toThrow(TypeError);
    expect(() => berthRouter(berth({ credentials }))).not.toThrow();
    expect(() => berthRouter(berth(), anyone)).not.toThrow();
  });
});
