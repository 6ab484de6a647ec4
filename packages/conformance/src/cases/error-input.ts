import type { Check } from '../check/check.ts';
import { expectStatus, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answer } from '../wire/answer.ts';
import { nobody, somebody } from './error-names.ts';
import { ask, isBrief, type Names, routesOf } from './error-routes.ts';

const odd = [
  ...['%2F', '%00', '%0a', '%20', '%25', '%2525', '%2e%2e%2f', '%F0%9F%98%80', '%3F%23', "'%22%60", '$where'],
  ...['%ff', '%', '%zz', '%ed%a0%80', 'constructor', '__proto__', 'hasOwnProperty', 'x'.repeat(4_096)],
];

/** The same seed each time, so that a finding is found again. */
const SEED = 1;

async function generated(count: number): Promise<readonly unknown[]> {
  const { constantFrom, jsonValue, oneof, sample, string } = await import('fast-check');
  const value = oneof(
    jsonValue({ maxDepth: 2 }),
    string({ unit: 'binary' }),
    constantFrom<unknown>('', null, -1, 1e308, [], {}, '\u0000', '\ud800', '9'.repeat(400), { $gt: '' }, [
      [null],
    ]),
  );
  return sample(value, { seed: SEED, numRuns: count });
}

/** Requests that have this value in one place after the other. */
function callsWith(
  lab: Lab,
  { run, action, blueprint, entity }: Names,
  value: unknown,
): (() => Promise<Answer>)[] {
  const path = `/actions/runs/${run}`;
  const text = encodeURIComponent(JSON.stringify(value) ?? '').slice(0, 200);
  return [
    () => lab.patch(path, value),
    ...['statusLabel', 'link', 'summary', 'externalRunId', 'message', 'status'].map(
      (key) => () => lab.patch(path, { [key]: value }),
    ),
    () => lab.post(`${path}/logs`, value),
    () => lab.post(`${path}/logs`, { message: value }),
    () => lab.post(`${path}/logs`, { message: 'a line', statusLabel: value }),
    () => lab.post(`/actions/${action}/runs`, value),
    () => lab.post(`/actions/${action}/runs`, { properties: { value } }),
    () => lab.get(`/actions/runs?limit=${text}`),
    () => lab.get(`/actions/runs?action=${action}&entity=${text}&external_run_id=${text}`),
    () => lab.get(`${path}/logs?limit=1&offset=${text}`),
    ...(lab.has('entities')
      ? ['title', 'properties', 'relations', 'team', 'icon'].map(
          (key) => () => lab.patch(`/blueprints/${blueprint}/entities/${entity}`, { [key]: value }),
        )
      : []),
    ...(lab.has('audit') ? [() => lab.get(`/audit-log?limit=1&from=${text}`)] : []),
  ];
}

function expectNoFault({ status, to, text }: Answer, about: string): void {
  expectThat(status < 500, `${to} causes no server error (${about})`, `${status} ${text.slice(0, 300)}`);
}

export const errorInputChecks: readonly Check[] = [
  {
    id: 'ERR-007',
    run: async (lab) => {
      const named = routesOf(lab, { few: false }).filter(
        ({ path }) => path(nobody(lab)) !== path(namedAll('x')),
      );
      // Each id with a few routes, each route with a few ids; together every route is met.
      const step = isBrief(lab) ? named.length : 3;
      for (const [at, id] of odd.entries()) {
        for (const route of named.filter((_, index) => index % step === at % step)) {
          const what = `${route.method} ${route.path(namedAll(id.slice(0, 40)))}`;
          await expectStatus([400, 404, 422], ask(lab, route, namedAll(id)), what);
        }
      }
      // A client or server may tidy these away, and then a list is asked for.
      for (const dots of ['..', '%2e%2e']) {
        expectNoFault(await lab.get(`/actions/runs/${dots}`), dots);
        expectNoFault(await lab.patch(`/actions/runs/${dots}`, {}), dots);
      }

      const names = await somebody(lab);
      const rounds = { smoke: 3, lite: 3, standard: 8, full: 60 }[lab.mode];
      const values = await generated(rounds);
      for (const [at, value] of values.entries()) {
        const about = JSON.stringify(value) ?? 'undefined';
        const calls = callsWith(lab, names, value);
        const some = isBrief(lab) ? calls.filter((_, index) => index % 4 === at % 4) : calls;
        for (const call of some) expectNoFault(await call(), about.slice(0, 100));
      }
    },
  },
];

function namedAll(id: string): Names {
  return { run: id, action: id, blueprint: id, entity: id, further: 'conform-nope' };
}
