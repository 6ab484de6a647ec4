import fc from 'fast-check';
import { expect, it } from 'vitest';
import { routes } from '../../../src/routes/table.ts';
import type { Answer, RequestOptions } from '../api.ts';
import { credentials, unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { createEntity, entityPath } from '../entities.ts';
import { ownNotFound, ownParser } from '../host-answers.ts';
import { surroundings } from '../surroundings.ts';
import { expectRefused, expectStatus, openRun, runOf, snapshot, world } from '../world.ts';

const taking = routes.filter(({ body }) => body !== undefined);

export function errorCases(given: Given): void {
  const { api } = given;

  /** One of each kind of refusal that we answer ourselves over every mount. */
  async function refusals(): Promise<readonly (readonly [status: number, error: string, answer: Answer])[]> {
    const { run, blueprint } = await surroundings(api());
    const ended = await openRun(api());
    await expectStatus(200, api().patch(`/actions/runs/${ended}`, { status: 'SUCCESS' }));
    const text = { raw: 'text', headers: { 'content-type': 'text/plain' } };
    const send = (method: string, path: string, options?: RequestOptions) =>
      api().request(method, path, options);
    return Promise.all(
      (
        [
          [400, 'bad_request', send('GET', '/actions/runs/%ff')],
          [400, 'run_exhausted', send('DELETE', `${entityPath(blueprint, 'e1')}?run_id=${ended}`)],
          [401, 'unauthorized', send('GET', '/actions/runs', { token: null })],
          [
            401,
            'invalid_credentials',
            send('POST', '/auth/access_token', { json: { ...credentials, clientSecret: '' } }),
          ],
          [403, 'protected_resource', send('DELETE', '/blueprints/_user')],
          [403, 'has_dependents', send('DELETE', `/blueprints/${blueprint}`)],
          [404, 'not_found', send('GET', '/actions/runs/conform-nope')],
          [404, 'not_found', send('DELETE', '/actions/conform-nope')],
          [409, 'identifier_taken', send('POST', entityPath(blueprint), { json: { identifier: 'e1' } })],
          [415, 'unsupported_media_type', send('PATCH', `/actions/runs/${run}`, text)],
          [422, 'invalid_request', send('PATCH', `/actions/runs/${run}`, { json: { status: 5 } })],
          [422, 'invalid_request', send('GET', '/actions/runs?limit=0')],
          [422, 'run_exhausted', send('PATCH', `/actions/runs/${ended}`, { json: {} })],
        ] as const
      ).map(async ([status, error, answer]) => [status, error, await answer] as const),
    );
  }

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
    const [once, again] = [await refusals(), await refusals()];
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
      await Promise.all(taking.map((route) => refused(route.method, pathOf(route), { raw: '{' })));
      expect(await state()).toEqual(before);
    },
  );

  it('ERR-005: an empty body where one is required is 422, another type 415, and nothing changes', async () => {
    const { pathOf, state } = await surroundings(api());
    const before = await state();
    await Promise.all(
      taking.flatMap((route) => {
        const ask = (options: RequestOptions) => api().request(route.method, pathOf(route), options);
        const plain = { raw: '{}', headers: { 'content-type': 'text/plain' } };
        const refusals = [expectRefused(415, 'unsupported_media_type', ask(plain))];
        if (route.bodyOptional) return refusals;
        return [
          ...refusals,
          expectRefused(422, 'invalid_request', ask({ raw: '' })),
          expectRefused(422, 'invalid_request', ask({})),
        ];
      }),
    );
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

  it('ERR-007: odd ids in a path are 400, 404 or 422, on every route', async () => {
    const odd = [
      ...[
        '%2F',
        '%00',
        '%0a',
        '%20',
        '%25',
        '%2525',
        '%EF%BF%BD',
        '%F0%9F%98%80',
        '%3F%23',
        "'%22%60",
        '$where',
      ],
      ...['%ff', '%', '%zz', '%ed%a0%80', 'constructor', '__proto__', 'hasOwnProperty', 'x'.repeat(4096)],
    ];
    const parametrised = routes.filter(({ path }) => path.includes(':'));
    for (const [at, id] of odd.entries()) {
      // Each id with a few routes, each route with a few ids; together every route is met.
      const some = parametrised.filter((_, index) => index % 4 === at % 4);
      const answers = await Promise.all(
        some.map(({ method, path }) =>
          api().request(method, path.replaceAll(/:\w+/g, id), method === 'GET' ? {} : { json: {} }),
        ),
      );
      for (const { status, text } of answers) expect([400, 404, 422], `${id} ${text}`).toContain(status);
    }
  });

  it('ERR-007: no generated query or body causes a 5xx', async () => {
    const { pathOf } = await surroundings(api());
    const words = fc.constantFrom(
      '',
      'x',
      '0',
      '-1',
      '1e9',
      'true',
      'null',
      '[]',
      '%00',
      '2024-01-01',
      'service',
    );
    const names = [
      ...new Set(routes.flatMap(({ query }) => Object.keys((query as Described)?.properties ?? {}))),
    ];
    const query = fc.array(fc.tuple(fc.constantFrom(...names, 'toString'), words), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes), query, fc.jsonValue(), async (route, pairs, json) => {
        const { method } = route;
        const search = pairs.map(([name, value]) => `${name}=${value}`).join('&');
        const deletes = method === 'DELETE';
        const { status } = await api().request(
          method,
          `${deletes ? `${pathOf(route)}-not` : pathOf(route)}?${search}`,
          {
            // A host's parser would refuse what is no object or list.
            ...(method === 'GET' || deletes
              ? {}
              : { json: typeof json === 'object' && json ? json : { json } }),
          },
        );
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 25 },
    );
  });

  it('ERR-008: hostile keys, duplicates and deep nesting are data or refused, and touch nothing else', async () => {
    const { run, action } = await surroundings(api());
    const canary = await openRun(api());
    const before = await snapshot(api(), canary);
    const patch = (raw: string) => api().request('PATCH', `/actions/runs/${run}`, { raw });
    const start = (raw: string) =>
      api().request('POST', `/actions/${action}/runs`, { raw: `{"properties":${raw}}` });
    const deep = `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`;
    for (const raw of ['{"__proto__":{"polluted":1}}', '{"message":{"__proto__":{"polluted":1}}}', deep]) {
      await expectRefused(422, 'invalid_request', patch(raw));
      await expectRefused(422, 'invalid_request', start(raw));
    }
    await expectRefused(422, 'invalid_request', patch('{"constructor":{"prototype":{"polluted":1}}}'));
    const inputs = { constructor: { prototype: { polluted: 1 } }, toString: 'a', hasOwnProperty: null };
    const { json } = await expectStatus(202, start(JSON.stringify(inputs)));
    expect(JSON.stringify(json.run.properties)).toBe(JSON.stringify(inputs));
    const twice = await expectStatus(200, patch('{"summary":"first","summary":"last"}'));
    expect(twice.json.run.summary).toBe('last');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(await snapshot(api(), canary)).toEqual(before);
    expect((await runOf(api(), json.run.id)).status).toBe('IN_PROGRESS');
  });

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
}

interface Described {
  readonly properties?: object;
}
