import type { Check } from '../check/check.ts';
import { expectEqual, expectThat } from '../check/expect.ts';
import { Finding } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import { type Answer, isBody } from '../wire/answer.ts';
import { refusals, successes } from './error-answers.ts';
import { nobody } from './error-names.ts';
import { isBrief } from './error-routes.ts';
import { expectErrorShape } from './error-shape.ts';

/** Statuses whose bodies the published document describes. */
const documented = new Set([401, 404, 413, 422]);

interface Cause {
  readonly what: string;
  /** The code that is known of it. */
  readonly code?: string;
  readonly calls: readonly (() => Promise<Answer>)[];
}

function causes(lab: Lab): readonly Cause[] {
  const { run, action } = nobody(lab);
  const path = `/actions/runs/${run}`;
  const unknown = [
    () => lab.get(path),
    () => lab.patch(path, { summary: 'a summary' }),
    () => lab.post(`${path}/logs`, { message: 'a line' }),
    () => lab.get(`${path}/logs`),
    () => lab.post(`/actions/${action}/runs`, { properties: {} }),
  ];
  const wrong = [
    () => lab.get('/actions/runs?limit=0'),
    () => lab.get('/actions/runs?source=NOPE'),
    ...(lab.has('tokens') ? [() => lab.post('/auth/access_token', {}, { token: null })] : []),
    ...(lab.has('audit') ? [() => lab.get('/audit-log?resources=nope')] : []),
  ];
  const anonymous = ['/actions/runs', '/actions/runs?limit=1'].map(
    (listed) => () => lab.get(listed, { token: null }),
  );
  const some = isBrief(lab) ? 2 : 5;
  return [
    { what: 'something that does not exist', code: 'not_found', calls: unknown.slice(0, some) },
    { what: 'a request against its schema', code: 'invalid_request', calls: wrong.slice(0, some) },
    { what: 'a request without a token', calls: anonymous },
  ];
}

/** A status that goes with another code than the one that is known of it is judged elsewhere. */
const usual: Readonly<Record<string, number>> = { not_found: 404, invalid_request: 422 };

export const errorEnvelopeChecks: readonly Check[] = [
  {
    id: 'ERR-001',
    smoke: true,
    run: async (lab) => {
      for (const answer of await refusals(lab)) {
        if (documented.has(answer.status)) expectErrorShape(answer);
      }
    },
  },
  {
    id: 'ERR-002',
    run: async (lab) => {
      for (const { json, headers, status, to } of [...(await successes(lab)), ...(await refusals(lab))]) {
        const type = headers['content-type'] ?? '';
        const right = json === undefined || /^application\/json\s*(;|$)/i.test(type);
        if (!right) throw new Finding(`the ${status} to ${to} is JSON and says so`, 'application/json', type);
      }
    },
  },
  {
    id: 'ERR-003',
    run: async (lab) => {
      for (const { json, status, to } of [...(await successes(lab)), ...(await refusals(lab))]) {
        const ok = isBody(json) ? json.ok : undefined;
        if (status < 300 && ok !== undefined) expectEqual(ok, true, `the ${status} to ${to} says "ok": true`);
        if (status >= 400) expectThat(ok !== true, `the ${status} to ${to} does not say "ok": true`, ok);
      }
    },
  },
  {
    id: 'ERR-004',
    run: async (lab) => {
      for (const { what, code, calls } of causes(lab)) {
        const seen = new Set<unknown>();
        for (const call of [...calls, ...calls]) {
          const { json, status, to, text } = await call();
          const error = isBody(json) ? json.error : undefined;
          const named = typeof error === 'string' && /^[a-z][a-z0-9_]*$/.test(error);
          expectThat(named, `the ${status} to ${to} has a snake_case code as its error`, text.slice(0, 300));
          if (code !== undefined && status === usual[code])
            expectEqual(error, code, `${to}: the code for ${what}`);
          seen.add(error);
        }
        expectThat(seen.size === 1, `${what} has the same error each time and everywhere`, [...seen]);
      }
    },
  },
];
