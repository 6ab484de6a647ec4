import { expect, it } from 'vitest';
import { routes } from '../../../src/routes/table.ts';
import type { Answer, RequestOptions } from '../api.ts';
import { credentials } from '../credentials.ts';
import type { Given } from '../describe-api.ts';
import { entityPath } from '../entities.ts';
import { ownNotFound, ownParser } from '../host-answers.ts';
import { surroundings } from '../surroundings.ts';
import { expectRefused, expectStatus, openRun, snapshot } from '../world.ts';

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

  it('every kind of refusal has a status and a code of its own, in the envelope', async () => {
    for (const [status, error, { json, ...answer }] of await provoke()) {
      expect(json, answer.text).toEqual({ ok: false, error, message: expect.any(String) });
      expect(answer.status, answer.text).toBe(status);
      expect(json.message).not.toBe('');
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    }
  });

  ownParser(
    given,
    'malformed JSON is 400 bad_request on every route that takes a body, and changes nothing',
    { status: 400, error: 'bad_request' },
    async (refused) => {
      const { pathOf, state } = await surroundings(api());
      const before = await state();
      for (const route of taking) await refused(route.method, pathOf(route), { raw: '{' });
      expect(await state()).toEqual(before);
    },
  );

  it('on every route an empty body where one is required is 422, another type 415, and nothing changes', async () => {
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
    'unknown routes are 404 not_found',
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
    'wrong methods are 405 method_not_allowed',
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
}
