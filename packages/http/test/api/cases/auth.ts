import { expect, it } from 'vitest';
import { routes } from '../../../src/routes/table.ts';
import { credentials } from '../credentials.ts';
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

export function authCases({ api }: Given): void {
  const tokenFor = (body: object) => api().post('/auth/access_token', body, { token: null });

  it('a token is a JWT that lives up to three hours, of the type Bearer', async () => {
    const { json } = await expectStatus(200, tokenFor(credentials));
    expect(json.accessToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(json.tokenType).toBe('Bearer');
    expect(Number.isInteger(json.expiresIn)).toBe(true);
    expect(json.expiresIn).toBeGreaterThan(10_800 / 2 - 1);
    expect(json.expiresIn).toBeLessThanOrEqual(10_800);
  });

  it('an empty secret, the right one for another, and both swapped are 401 invalid_credentials', async () => {
    const { clientId, clientSecret } = credentials;
    for (const wrong of [
      { clientId, clientSecret: '' },
      { clientId: clientSecret, clientSecret: clientId },
      { clientId: 'nobody', clientSecret },
    ]) {
      await expectRefused(401, 'invalid_credentials', tokenFor(wrong));
    }
  });

  it('a token request is 422 invalid_request, and says which field is wrong', async () => {
    const { clientId, clientSecret } = credentials;
    for (const body of [{ clientId }, { clientSecret }, {}, { clientId, clientSecret: 1 }]) {
      const { json } = await expectStatus(422, tokenFor(body));
      expect(json.error).toBe('invalid_request');
      expect(json.message).toMatch(/clientId|clientSecret/);
    }
    await expectRefused(422, 'invalid_request', tokenFor({ ...credentials, more: true }));
  });

  it('the token is taken bare, and after bearer however that is written', async () => {
    for (const authorization of [`bearer ${api().token}`, `BEARER ${api().token}`, api().token]) {
      await expectStatus(
        200,
        api().get('/actions/runs?limit=1', { token: null, headers: { authorization } }),
      );
    }
  });

  it('every route but two is 401 unauthorized without a token, and nothing changes', async () => {
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

  it('a stranger is told one and the same, however the token or the request is wrong', async () => {
    const run = await openRun(api());
    const { token } = api();
    const [header = '', payload = '', signature = ''] = token.split('.');
    const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const bad = [
      ...['Bearer ', '', `Token ${token}`, `Bearer ${token} x`],
      `Bearer ${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      ...[`Bearer ${token.slice(0, -1)}`, `Bearer ${header}.${payload}`, `Bearer ${token}.${signature}`],
      ...[`Bearer ${unsigned}.${payload}.`, `Bearer ${unsigned}.${payload}.${signature}`],
    ].map((authorization) => ({ token: null, headers: { authorization } }));
    const answers = await Promise.all([
      ...bad.map((options) => api().get('/actions/runs', options)),
      api().patch(`/actions/runs/${run}`, { status: 5, more: true }, { token: null }),
      api().request('PATCH', `/actions/runs/${run}`, {
        raw: 'text',
        headers: { 'content-type': 'text/plain' },
        token: null,
      }),
    ]);
    for (const [at, { status, text, json }] of answers.entries()) {
      expect([status, json.error, text], `answer ${at}`).toEqual([401, 'unauthorized', answers[0]?.text]);
    }
    expect((await runOf(api(), run)).status).toBe('IN_PROGRESS');
  });
}
