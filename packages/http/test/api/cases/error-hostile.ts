import fc from 'fast-check';
import { expect, it } from 'vitest';
import { routes } from '../../../src/routes/table.ts';
import type { Given } from '../describe-api.ts';
import { surroundings } from '../surroundings.ts';
import { expectRefused, expectStatus, openRun, runOf, snapshot } from '../world.ts';

interface Described {
  readonly properties?: object;
}

export function hostileCases({ api }: Given): void {
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
      const some = parametrised.filter((_, index) => index % 6 === at % 6);
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
}
