import { expect, it } from 'vitest';
import { checks } from '../src/cases/index.ts';
import { signatureOf } from '../src/hook/signature.ts';
import { referenceTarget } from '../src/reference/reference-target.ts';
import { evaluated } from '../src/reference/templates.ts';
import type { Target } from '../src/target/target.ts';
import { outcomesOn } from './reference-outcomes.ts';

it.each([
  ['seed', 'seed'],
  ['openapi', 'openapi'],
  // What no `version` means is the target's own choice in the profile `openapi`.
  ['openapi', 'seed'],
] as const)(
  'no check of the profile %s finds anything on a reference of the profile %s',
  async (profile, own) => {
    const ids = checks.filter((check) => (check.profile ?? profile) === profile).map(({ id }) => id);
    const outcomes = await outcomesOn(referenceTarget({ profile: own }), ids, profile);
    expect(outcomes.filter((outcome) => !outcome.endsWith(' passed'))).toEqual([]);
  },
);

it('a store that lets the last writer win is caught racing', async () => {
  const target = referenceTarget({ allow: { lostUpdates: true } });
  const caught = ['CONC-001', 'CONC-002', 'CONC-003', 'CONC-004', 'CONC-006', 'CONC-007'];
  const outcomes = await outcomesOn(target, caught);
  expect(outcomes.filter((outcome) => outcome.endsWith(' passed'))).toEqual([]);
});

it('asks its store one thing after the other, so that a caller can come between', async () => {
  const asked: string[] = [];
  const opened = await referenceTarget().open?.({
    aroundStore: (operation, call) => {
      asked.push(operation);
      return call();
    },
  });
  const run = await openRun(opened as Target);
  await sent(opened as Target, 'PATCH', `/actions/runs/${run}`, { statusLabel: 'l' });
  expect(asked).toEqual(['insert', 'get', 'replace']);
});

it('answers 500 when its store fails, and goes on', async () => {
  let fails = false;
  const opened = (await referenceTarget().open?.({
    aroundStore: async (_operation, call) => {
      const result = await call();
      if (fails) throw new Error('of the store');
      return result;
    },
  })) as Target;
  const run = await openRun(opened);
  fails = true;
  const failed = await sent(opened, 'PATCH', `/actions/runs/${run}`, { statusLabel: 'l' });
  expect([failed.status, failed.json]).toEqual([
    500,
    { ok: false, error: 'internal_error', message: 'Something went wrong' },
  ]);
  fails = false;
  expect((await sent(opened, 'PATCH', `/actions/runs/${run}`, { statusLabel: 'm' })).status).toBe(200);
});

it('signs as the published examples do', () => {
  const samples: readonly [secret: string, timestamp: string, body: string, signature: string][] = [
    ['s3cr3t', '1700000000', '{"a":1}', 'v1,jbu79FI7ELu3k+dNhUFExFrMzC0jNmexwGuAW23tioQ='],
    ['s3cr3t', '1700000000', '{"n":"żółć ☃","e":{}}', 'v1,DC4GJ0V2JwuCpjbrs8v2PU4/c5Iu+Bc4kt2Ds8obS50='],
    [
      's3cr3t-client-secret',
      '1700000000',
      '{"port_context":{"run_id":"r_0123456789abcdef"},"name":"svc"}',
      'v1,01/POPJCVh8mULRnoGm7wL5drs6NKbDcf/IW28YnjVg=',
    ],
  ];
  for (const [secret, timestamp, body, signature] of samples)
    expect(signatureOf(secret, timestamp, body)).toBe(signature);
});

it('fills in templates: values keep their type when they stand alone, and objects spread', () => {
  const context = { foo: [1], 'b-c': { d: null } };
  const template = {
    '{{ spreadValue() }}': '{{ . }}',
    one: '{{ .foo }}',
    two: 'q={{.foo}}',
    three: ['{{ .["b-c"].d }}x'],
  };
  expect(evaluated(template, context)).toEqual({ ...context, one: [1], two: 'q=[1]', three: ['nullx'] });
  expect(() => evaluated('{{ .foo | length }}', context)).toThrow('Only paths');
});

async function sent(target: Target, method: string, path: string, body: unknown) {
  const authorization = path === '/auth/access_token' ? '' : await tokenOf(target);
  const headers = { 'content-type': 'application/json', authorization };
  const { status, text } = await target.send({ method, path, headers, body: JSON.stringify(body) });
  return { status, json: JSON.parse(text) };
}

async function tokenOf(target: Target): Promise<string> {
  return (await sent(target, 'POST', '/auth/access_token', target.credentials)).json.accessToken;
}

async function openRun(target: Target): Promise<string> {
  const identifier = 'act';
  const trigger = { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } };
  const action = { identifier, trigger, invocationMethod: { type: 'KAFKA' } };
  expect((await sent(target, 'POST', '/actions', action)).status).toBe(201);
  return (await sent(target, 'POST', `/actions/${identifier}/runs`, { properties: {} })).json.run.id;
}
