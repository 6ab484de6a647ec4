import { expect, it } from 'vitest';
import { routes } from '../../../src/routes/table.ts';
import type { Answer, RequestOptions } from '../api.ts';
import { credentials, unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { createEntity, entityPath } from '../entities.ts';
import { ownNotFound, ownParser } from '../host-answers.ts';
import { surroundings } from '../surroundings.ts';
import { expectRefused, expectStatus, openRun, snapshot, world } from '../world.ts';
import { hostileCases } from './error-hostile.ts';

const taking = routes.filter(({ body }) => body !== undefined);

type Provoked = readonly [status: number, error: string, answer: Answer];

export function errorCases(given: Given): void {
  const { api } = given;

  /** One of each kind of refusal that we answer ourselves over every mount. */
  async function provoke(): Promise<readonly Provoked[]> {
    const { run, blueprint } = await surroundings(api());
    const ended = await openRun(api());
    await expectStatus(200, api().patch(`/actions/runs/${ended}`, { status: 'SUCCESS' }));
    const text = { raw: 'text', headers: { 'content-type': 'text/plain' } };
    const wrong = { json: { ...credentials, clientSecret: '' } };
    const provocations: readonly [number, string, string, string, RequestOptions?][] = [
      [400, 'bad_request', 'GET', '/actions/runs/%ff'],
      [400, 'run_exhausted', 'DELETE', `${entityPath(blueprint, 'e1')}?run_id=${ended}`],
      [401, 'unauthorized', 'GET', '/actions/runs', { token: null }],
      [401, 'invalid_credentials', 'POST', '/auth/access_token', wrong],
      [403, 'protected_resource', 'DELETE', '/blueprints/_user'],
      [403, 'has_dependents', 'DELETE', `/blueprints/${blueprint}`],
      [404, 'not_found', 'GET', '/actions/runs/conform-nope'],
      [404, 'not_found', 'DELETE', '/actions/conform-nope'],
      [409, 'identifier_taken', 'POST', entityPath(blueprint), { json: { identifier: 'e1' } }],
      [415, 'unsupported_media_type', 'PATCH', `/actions/runs/${run}`, text],
      [422, 'invalid_request', 'PATCH', `/actions/runs/${run}`, { json: { status: 5 } }],
      [422, 'invalid_request', 'GET', '/actions/runs?limit=0'],
      [422, 'run_exhausted', 'PATCH', `/actions/runs/${ended}`, { json: {} }],
    ];
    const found: Provoked[] = [];
    for (const [status, error, method, path, options] of provocations) {
      found.push([status, error, await api().request(method, path, options)]);
    }
    return found;
  }

  let provoked: Promise<readonly Provoked[]> | undefined;
  const refusals = () => (provoked ??= provoke());

  it('ERR-001: every refusal is an object of ok, error and message', async () => {
    for (const [status, error, { json, ...answer }] of await refusals()) {
      expect(json, answer.text).toEqual({ ok: false, error, message: expect.any(String) });
      expect(answer.status, answer.text).toBe(status);
      expect(json.message).not.toBe('');
    }
  });

  it('ERR-002: every answer is application/json', async () => {
    const run = await openRun(api());
    const successes = await Promise.all([
      api().get(`/actions/runs/${run}`),
      api().patch(`/actions/runs/${run}`, {}),
      api().post(`/actions/runs/${run}/logs`, { message: 'a line' }),
      api().get('/openapi.json'),
    ]);
    const answers = [...successes, ...(await refusals()).map(([, , answer]) => answer)];
    for (const { headers } of answers)
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('ERR-003: ok is true in every success and false in every refusal', async () => {
    const { blueprint, action, run } = await surroundings(api());
    const successes = await Promise.all([
      api().post(`/actions/${action}/runs`, { properties: {} }),
      api().get('/actions/runs?limit=1'),
      api().patch(`/actions/runs/${run}`, { summary: 'done' }),
      api().post(entityPath(blueprint), {}),
      api().post(entityPath(blueprint, 'bulk'), { entities: [{ identifier: 'a b' }] }),
      api().delete(entityPath(blueprint, 'e1')),
      api().get('/audit-log?limit=1'),
    ]);
    expect(successes.map(({ status, json }) => [status, json.ok])).toEqual(
      [202, 200, 200, 201, 207, 200, 200].map((status) => [status, true]),
    );
    for (const [, , { json }] of await refusals()) expect(json.ok).toBe(false);
  });

  it('ERR-004: error is a stable code, the same for the same cause', async () => {
    const [once, again] = await Promise.all([refusals(), provoke()]);
    for (const [at, [, error, { json, text }]] of once.entries()) {
      expect(json.error, text).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(json.error, text).toBe(error);
      expect(again[at]?.[2].json.error, text).toBe(error);
    }
  });

  ownParser(
    given,
    'ERR-005: malformed JSON is 400 on every route that takes a body, and changes nothing',
    { status: 400, error: 'bad_request' },
    async (refused) => {
      const { pathOf, state } = await surroundings(api());
      const before = await state();
      for (const route of taking) await refused(route.method, pathOf(route), { raw: '{' });
      expect(await state()).toEqual(before);
    },
  );

  it('ERR-005: an empty body where one is required is 422, another type 415, and nothing changes', async () => {
    const { pathOf, state } = await surroundings(api());
    const before = await state();
    for (const route of taking) {
      const ask = (options: RequestOptions) => api().request(route.method, pathOf(route), options);
      const plain = { raw: '{}', headers: { 'content-type': 'text/plain' } };
      await expectRefused(415, 'unsupported_media_type', ask(plain));
      if (route.bodyOptional) continue;
      await expectRefused(422, 'invalid_request', ask({ raw: '' }));
      await expectRefused(422, 'invalid_request', ask({}));
    }
    expect(await state()).toEqual(before);
  });

  ownNotFound(
    given,
    'ERR-006: unknown routes are 404',
    { status: 404, error: 'not_found' },
    async (refused) => {
      const run = await openRun(api());
      const before = await snapshot(api(), run);
      for (const path of [
        '/',
        '/nope',
        `/actions/runs/${run}/nope`,
        `/actions/runs/${run}/logs/1`,
        '/Actions',
      ]) {
        await refused('GET', path, {});
        await refused('DELETE', path, {});
      }
      expect(await snapshot(api(), run)).toEqual(before);
    },
  );

  ownNotFound(
    given,
    'ERR-006: wrong methods are 405',
    { status: 405, error: 'method_not_allowed' },
    async (refused) => {
      const run = await openRun(api());
      const before = await snapshot(api(), run);
      await refused('PUT', `/actions/runs/${run}`, { json: { status: 'SUCCESS' } });
      await refused('DELETE', `/actions/runs/${run}`, {});
      await refused('PATCH', `/actions/runs/${run}/logs`, { json: { message: 'a line' } });
      await refused('POST', '/audit-log', { json: {} });
      await refused('OPTIONS', '/actions/runs', {});
      expect(await snapshot(api(), run)).toEqual(before);
    },
  );

  it('ERR-009: no refusal tells of stack, file or secret', async () => {
    const { blueprint } = await world(api());
    await createEntity(api(), blueprint, { identifier: 'e1' });
    const flawed = { properties: { stars: { deep: [1] } } };
    const pattern = { properties: { a: { type: 'string', pattern: '(' } } };
    const more = await Promise.all([
      api().post(entityPath(blueprint), flawed),
      api().post('/blueprints', { identifier: unique('flawed'), title: 'Flawed', schema: pattern }),
      api().get(`/actions/runs/${'%2e%2e%2f'.repeat(8)}etc%2fpasswd`),
    ]);
    for (const { status, text } of [...more, ...(await refusals()).map(([, , answer]) => answer)]) {
      expect(status, text).toBeGreaterThanOrEqual(400);
      expect(text).not.toMatch(
        /\n\s*at |\bat \w+ \(|node_modules|node:internal|\.[cm]?[jt]s\b|\/src\/|\/home\/|\/usr\//,
      );
      for (const secret of [credentials.clientSecret, api().token]) expect(text.includes(secret)).toBe(false);
    }
  });

  hostileCases(given);
}
