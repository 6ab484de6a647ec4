import { expect, it } from 'vitest';
import { routes } from '../../../src/routes/table.ts';
import type { Answer, Api } from '../api.ts';
import { credentials, unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { surroundings } from '../surroundings.ts';
import { expectRefused, expectStatus, openRun, runOf } from '../world.ts';

const guarded = routes.filter((route) => !route.public);

/** What would be a change if a route let a stranger in. */
const harm: Readonly<Record<string, object>> = {
  executeAction: { properties: {} },
  updateRun: { status: 'FAILURE' },
  addLog: { message: 'a stranger was here', terminationStatus: 'FAILURE' },
  approveRun: { status: 'DECLINE' },
  patchBlueprint: { title: 'a stranger was here' },
  createEntity: { identifier: 'stranger' },
  replaceEntity: { identifier: 'e1', title: 'a stranger was here' },
  patchEntity: { title: 'a stranger was here' },
  createEntities: { entities: [{ identifier: 'stranger' }] },
  deleteEntities: { entities: ['e1'] },
  searchEntities: { combinator: 'and', rules: [] },
};

export function authCases({ api, openApi }: Given): void {
  const tokenFor = (body: object, to: Api = api()) => to.post('/auth/access_token', body, { token: null });

  it('AUTH-001: good credentials yield a token, its life and its type, and nothing else', async () => {
    const { json } = await expectStatus(200, tokenFor(credentials));
    expect(Object.keys(json).sort()).toEqual(['accessToken', 'expiresIn', 'ok', 'tokenType']);
    expect(json.accessToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(json.tokenType).toBe('Bearer');
    expect(Number.isInteger(json.expiresIn)).toBe(true);
    expect(json.expiresIn).toBeGreaterThan(10_800 / 2 - 1);
    expect(json.expiresIn).toBeLessThanOrEqual(10_800);
  });

  it('AUTH-002: wrong credentials are 401 invalid_credentials, whichever half is wrong', async () => {
    const { clientId, clientSecret } = credentials;
    for (const wrong of [
      { clientId, clientSecret: `${clientSecret.slice(0, -1)}T` },
      { clientId, clientSecret: `${clientSecret}x` },
      { clientId, clientSecret: '' },
      { clientId: clientSecret, clientSecret: clientId },
      { clientId: 'nobody', clientSecret },
    ]) {
      const answer = await tokenFor(wrong);
      await expectRefused(401, 'invalid_credentials', Promise.resolve(answer));
      expect(Object.keys(answer.json).sort()).toEqual(['error', 'message', 'ok']);
    }
  });

  it('AUTH-003: a token request that lacks a field is 422', async () => {
    const { clientId, clientSecret } = credentials;
    for (const body of [{ clientId }, { clientSecret }, {}, { clientId, clientSecret: 1 }]) {
      const { json } = await expectStatus(422, tokenFor(body));
      expect(json.error).toBe('invalid_request');
      expect(json.message).toMatch(/clientId|clientSecret/);
    }
    await expectRefused(422, 'invalid_request', tokenFor({ ...credentials, more: true }));
  });

  it('AUTH-004: every guarded route takes the token, as Bearer or bare', async () => {
    const missing = guarded.map(
      ({ method, path }) => [method, `${path.replaceAll(/:\w+/g, 'conform-nope')}?limit=1`] as const,
    );
    for (const authorization of [`Bearer ${api().token}`, `bearer ${api().token}`, api().token]) {
      const options = { token: null, headers: { authorization } };
      await expectStatus(200, api().get('/actions/runs?limit=1', options));
      await expectStatus(200, api().get('/audit-log?limit=1', options));
    }
    for (const [method, path] of missing) {
      const { status, text } = await api().request(method, path);
      expect([200, 404, 422], `${method} ${path} ${text}`).toContain(status);
    }
  });

  it('AUTH-005: every guarded route is 401 without a token, and nothing changes', async () => {
    const { pathOf, state } = await surroundings(api());
    const before = await state();
    for (const route of guarded) {
      const json = harm[route.operation] ?? { identifier: 'stranger' };
      const options = { token: null, ...(route.method === 'GET' ? {} : { json }) };
      await expectRefused(401, 'unauthorized', api().request(route.method, pathOf(route), options));
    }
    expect(await state()).toEqual(before);
    expect(routes.filter((route) => route.public).map(({ operation }) => operation)).toEqual([
      'getOpenApi',
      'createAccessToken',
    ]);
  });

  it('AUTH-006: a bad token is 401, however it is bad', async () => {
    const { token } = api();
    const [header = '', payload = '', signature = ''] = token.split('.');
    const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const bad = [
      ...['Bearer x', 'Bearer', 'Bearer ', '', `Basic ${btoa('a:b')}`, `Token ${token}`, `Bearer ${token} x`],
      ...[header, payload, signature].map((part) => `Bearer ${token.replace(part, flipped(part))}`),
      `Bearer ${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      ...[`Bearer ${token.slice(0, -1)}`, `Bearer ${header}.${payload}`, `Bearer ${token}.${signature}`],
      ...[`Bearer ${unsigned}.${payload}.`, `Bearer ${unsigned}.${payload}.${signature}`],
    ];
    const answers = await Promise.all(
      bad.map((authorization) => api().get('/actions/runs', { token: null, headers: { authorization } })),
    );
    for (const [at, { status, json }] of answers.entries()) {
      expect([status, json.error], bad[at]).toEqual([401, 'unauthorized']);
    }
  });

  it('AUTH-007: a stranger gets one and the same 401, whether or not the run exists or the request is sound', async () => {
    const run = await openRun(api());
    const stranger = { token: null };
    const answers: Answer[] = await Promise.all([
      api().get(`/actions/runs/${run}`, stranger),
      api().get(`/actions/runs/${unique('r')}`, stranger),
      api().get(`/actions/runs/${run}?version=v3`, stranger),
      api().patch(`/actions/runs/${run}`, { status: 5, more: true }, stranger),
      api().patch(
        `/actions/runs/${run}`,
        { status: 'FAILURE' },
        { headers: { authorization: 'Bearer a.b.c' }, ...stranger },
      ),
      api().request('PATCH', `/actions/runs/${run}`, {
        raw: 'text',
        headers: { 'content-type': 'text/plain' },
        ...stranger,
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await runOf(api(), run)).status).toBe('IN_PROGRESS');
  });

  it('AUTH-008: an expired token is 401, and a new one works', async () => {
    let now = Date.parse('2030-01-01T00:00:00Z');
    const own = await openApi({ now: () => new Date(now) });
    const { json: first } = await expectStatus(200, tokenFor(credentials, own));
    const listed = (token: string) => own.get('/actions/runs', { token });
    now += (first.expiresIn - 1) * 1000;
    await expectStatus(200, listed(first.accessToken));
    now += 1000;
    await expectRefused(401, 'unauthorized', listed(first.accessToken));
    const { json: second } = await expectStatus(200, tokenFor(credentials, own));
    expect(second.accessToken).not.toBe(first.accessToken);
    await expectStatus(200, listed(second.accessToken));
    await expectRefused(401, 'unauthorized', listed(first.accessToken));
  });

  it('AUTH-009: no answer repeats the secret or the token, in body or headers', async () => {
    const { clientId, clientSecret } = credentials;
    const answers = await Promise.all([
      tokenFor(credentials),
      tokenFor({ clientId: 'nobody', clientSecret }),
      tokenFor({ clientId, clientSecret: [clientSecret] }),
      api().get('/actions/runs?limit=1'),
      api().get('/actions/runs?limit=0'),
      api().get('/actions/runs/conform-nope'),
      api().get('/actions/runs', { headers: { authorization: `Bearer x${api().token}` } }),
      api().post('/actions', { identifier: 1 }),
      api().get('/openapi.json'),
    ]);
    for (const [at, { text, headers }] of answers.entries()) {
      const head = JSON.stringify(headers);
      for (const secret of [clientSecret, api().token]) {
        expect(head.includes(secret), `headers of answer ${at}`).toBe(false);
        // The first answer is the one that hands the token out.
        if (at > 0 || secret === clientSecret) expect(text.includes(secret), `answer ${at}`).toBe(false);
      }
    }
  });
}

/** The same with one character, in the middle, changed for another of the same alphabet. */
function flipped(part: string): string {
  const at = Math.floor(part.length / 2);
  return `${part.slice(0, at)}${part[at] === 'A' ? 'B' : 'A'}${part.slice(at + 1)}`;
}
