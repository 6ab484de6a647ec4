import type { Check } from '../check/check.ts';
import { expectStatus, expectThat } from '../check/expect.ts';
import { isBody } from '../wire/answer.ts';
import type { RequestOptions } from '../wire/client.ts';
import { secretsOf } from './auth-secret.ts';
import { mayMake, nobody, somebody, untouched } from './error-names.ts';
import { ask, routesOf } from './error-routes.ts';
import { expectError } from './error-shape.ts';

const textPlain = { 'content-type': 'text/plain' };

/** Stack traces of several languages, whether or not their line ends are escaped, and paths of a file system. */
const inside =
  /(?:\n|\\n)\s+at [\w.<]|Traceback \(most|goroutine \d+ \[|node_modules|node:internal|["'\s(]\/(?:home|usr|var|opt|root)\/|[\w/\\-]\.(?:[cm]?[jt]s|py|go|rb|java):\d+/;

export const errorBodyChecks: readonly Check[] = [
  {
    id: 'ERR-005',
    run: async (lab) => {
      const names = await somebody(lab);
      await untouched(lab, names, async () => {
        for (const route of routesOf(lab)) {
          if (!route.body) continue;
          const sound = JSON.stringify(route.body(names));
          const bad: readonly (readonly [what: string, options: RequestOptions])[] = [
            ['malformed JSON', { raw: '{' }],
            ['JSON that is cut short', { raw: sound.slice(0, -1) }],
            ['sound JSON as text/plain', { raw: sound, headers: textPlain }],
            ...(route.bodyRequired ? [['an empty body', { raw: '' }] as const] : []),
          ];
          for (const [what, options] of bad) {
            const to = `${route.method} ${route.path(names)} with ${what}`;
            await expectStatus([400, 415, 422], ask(lab, route, names, options), to);
          }
        }
      });
    },
  },
  {
    id: 'ERR-006',
    run: async (lab) => {
      const { run } = nobody(lab);
      const path = `/actions/runs/${run}`;
      await expectError(404, lab.get(`${path}/nope`), 'an unknown route below a run');
      await expectError(404, lab.get(`/${lab.name('nope')}`), 'an unknown route');
      await expectError([404, 405], lab.put(path, { summary: 'a summary' }), 'PUT of a run');
      await expectError([404, 405], lab.delete(path), 'DELETE of a run');
      await expectError([404, 405], lab.patch(`${path}/logs`, { message: 'a line' }), 'PATCH of a log');
    },
  },
  {
    id: 'ERR-009',
    run: async (lab) => {
      const names = nobody(lab);
      const asked = [
        () => lab.get('/actions/runs/%ff'),
        () => lab.get('/actions/runs/%'),
        () => lab.get('/actions/runs?limit=%00&version=[]&entity[a]=1'),
        () => lab.get('/actions/runs', { token: null, headers: { authorization: 'Bearer a.b.c' } }),
        ...['{', '[', '"x"', 'null', '{"a":'.repeat(1_000)].flatMap((raw) =>
          routesOf(lab)
            .filter(({ body }) => body)
            .map((route) => () => ask(lab, route, names, { raw })),
        ),
      ];
      if (lab.has('tokens')) {
        const odd = { clientId: {}, clientSecret: [{}] };
        asked.push(() => lab.post('/auth/access_token', odd, { token: null }));
      }
      if (mayMake(lab) && lab.has('entities')) {
        const flawed = { properties: { a: { type: 'string', pattern: '(' } }, required: [] };
        const blueprint = { identifier: lab.name('blueprint'), title: 'Flawed', schema: flawed };
        asked.push(() => lab.post('/blueprints', blueprint));
      }
      const secrets = secretsOf(lab);
      for (const call of asked) {
        const { status, text, to, json } = await call();
        if (status < 400) continue;
        const shown =
          inside.exec(text)?.[0] ?? (isBody(json) && 'stack' in json ? 'a key "stack"' : undefined);
        expectThat(shown === undefined, `the ${status} to ${to} shows nothing of the server's inside`, shown);
        const told = secrets.some((secret) => text.includes(secret));
        expectThat(!told, `the ${status} to ${to} holds no secret`);
      }
    },
  },
];
