import { memoryStore } from '@berth/core/memory';
import { expect, it } from 'vitest';
import { type Authorize, callInProcess, createBerth, plant } from '../src/index.ts';

const action = {
  identifier: 'deploy',
  trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
  invocationMethod: { type: 'KAFKA' },
};
const path = '/actions/deploy/permissions';
const admin = { id: 'client', machine: true };

async function berthWithAction() {
  const berth = createBerth({ store: memoryStore() });
  await plant(berth, { actions: [action] });
  return async (method: string, at: string, body: object = {}, caller: object = admin) => {
    const reply = await callInProcess(berth, { method, path: at, body, caller: { id: 'client', ...caller } });
    return { status: reply.status, body: JSON.parse(reply.body) };
  };
}

it('permissions are read, changed in part, and held to', async () => {
  const call = await berthWithAction();
  expect(await call('GET', path)).toMatchObject({
    status: 200,
    body: { ok: true, permissions: { execute: { users: [], policy: null }, approve: { users: [] } } },
  });
  const changed = await call('PATCH', path, { execute: { users: ['ada'] } });
  expect(changed).toMatchObject({
    status: 200,
    body: { permissions: { execute: { users: ['ada'], roles: [] } } },
  });
  const execute = (caller: object) => call('POST', '/actions/deploy/runs', { properties: {} }, caller);
  expect((await execute({ id: 'ada', machine: false })).status).toBe(202);
  expect(await execute({ id: 'bob', machine: false })).toMatchObject({
    status: 403,
    body: { ok: false, error: 'missing_permissions' },
  });
});

it('permissions are not for a person to change, nor runs that wait for workers for a person to take', async () => {
  const call = await berthWithAction();
  const person = { id: 'ada', machine: false };
  const before = await call('GET', path, {}, person);
  for (const [method, at, body] of [
    ['PATCH', path, { execute: { users: ['ada'] } }],
    ['POST', '/actions/runs/claim-pending', { installationId: '_PORT_EXEC_AGENT', limit: 1 }],
    ['PATCH', '/actions/runs/ack', { runId: 'r_1' }],
  ] as const) {
    const refused = { status: 403, body: { ok: false, error: 'missing_permissions' } };
    expect(await call(method, at, body, person), at).toMatchObject(refused);
  }
  expect(await call('GET', path)).toEqual(before);
});

it('permissions of the wrong form, or of an action that is not there, change nothing', async () => {
  const call = await berthWithAction();
  const before = await call('GET', path);
  for (const body of [
    { execute: { users: 'ada' } },
    { view: {} },
    { approve: { people: [] } },
    { execute: null },
  ]) {
    expect(await call('PATCH', path, body)).toMatchObject({
      status: 422,
      body: { error: 'invalid_request' },
    });
  }
  const many = Array.from({ length: 1001 }, (_, at) => `u${at}`);
  expect((await call('PATCH', path, { execute: { users: many } })).status).toBe(422);
  expect((await call('PATCH', '/actions/none/permissions', {})).status).toBe(404);
  expect(await call('GET', path)).toEqual(before);
});

it('the host decides who may execute, approve and see, where it has a word', async () => {
  const closed = { ...action, requiredApproval: true, allowAnyoneToViewRuns: false };
  const berth = createBerth({
    store: memoryStore(),
    authorize: ({ to, caller }) => {
      if (to === 'execute') return caller.id === 'ada';
      return to === 'approve' ? caller.id === 'bob' : undefined;
    },
  });
  await plant(berth, { actions: [closed] });
  const call = async (method: string, at: string, id: string, body: object = {}) => {
    const reply = await callInProcess(berth, { method, path: at, body, caller: { id } });
    return { status: reply.status, body: JSON.parse(reply.body) };
  };
  const refused = { status: 403, body: { ok: false, error: 'missing_permissions' } };
  expect(await call('POST', '/actions/deploy/runs', 'bob', { properties: {} })).toMatchObject(refused);
  const executed = await call('POST', '/actions/deploy/runs', 'ada', { properties: {} });
  const run = `/actions/runs/${executed.body.run.id}`;
  expect(await call('PATCH', `${run}/approval`, 'ada', { status: 'APPROVE' })).toMatchObject(refused);
  for (const at of [run, `${run}/logs`, `${run}/approvers`])
    expect(await call('GET', at, 'cyd'), at).toMatchObject(refused);
  expect(await call('GET', '/actions/runs', 'cyd')).toMatchObject({ status: 200, body: { runs: [] } });
  expect(await call('PATCH', `${run}/approval`, 'bob', { status: 'APPROVE' })).toMatchObject({ status: 201 });
  expect((await call('GET', '/actions/runs', 'ada')).body.runs).toHaveLength(1);
});

it('the host decides who may define actions, where it has a word', async () => {
  const authorize: Authorize = ({ to, caller }) => (to === 'define' ? caller.id === 'owner' : undefined);
  const berth = createBerth({ store: memoryStore(), authorize });
  const call = async (method: string, at: string, id: string) =>
    (await callInProcess(berth, { method, path: at, body: action, caller: { id } })).status;
  const as = async (id: string) => [
    await call('POST', '/actions', id),
    await call('PUT', '/actions/deploy', id),
    await call('DELETE', '/actions/deploy', id),
  ];
  expect(await as('ada')).toEqual([403, 404, 404]);
  expect(await as('owner')).toEqual([201, 200, 200]);
});

it('an admin of the host changes permissions as the organisation does', async () => {
  const call = await berthWithAction();
  const boss = { id: 'boss', machine: false, roles: ['Admin'] };
  expect((await call('PATCH', path, { execute: { users: ['ada'] } }, boss)).status).toBe(200);
});

it('an action that is not for everybody is not for a person to drop or to write anew', async () => {
  const call = await berthWithAction();
  const person = { id: 'ada', machine: false };
  const named = (identifier: string, over: object) => ({ ...action, identifier, ...over });
  await call('POST', '/actions', named('approved', {}));
  await call('PATCH', '/actions/approved/permissions', { approve: { roles: ['ops'] } });
  await call('POST', '/actions', named('executed', {}));
  await call('PATCH', '/actions/executed/permissions', { execute: { users: ['bob'] } });
  await call('POST', '/actions', named('unseen', { allowAnyoneToViewRuns: false }));
  await call('POST', '/actions', named('open', {}));
  const refused = { status: 403, body: { ok: false, error: 'missing_permissions' } };
  const before = await call('GET', '/actions');
  for (const identifier of ['approved', 'executed', 'unseen']) {
    expect(await call('DELETE', `/actions/${identifier}`, {}, person)).toMatchObject(refused);
    expect(await call('PUT', `/actions/${identifier}`, named(identifier, {}), person)).toMatchObject(refused);
  }
  expect(await call('GET', '/actions')).toEqual(before);
  expect((await call('PUT', '/actions/open', named('open', { title: 'Open' }), person)).status).toBe(200);
  expect((await call('DELETE', '/actions/open', {}, person)).status).toBe(200);
});

it('every operation that refuses a run which the caller may not see says so in its document', async () => {
  const call = await berthWithAction();
  await call('POST', '/actions', { ...action, identifier: 'unseen', allowAnyoneToViewRuns: false });
  const { body } = await call('POST', '/actions/unseen/runs', { properties: {} });
  const { paths } = (await call('GET', '/openapi.json')).body;
  for (const [method, below, said] of [
    ['GET', '', {}],
    ['PATCH', '', { statusLabel: 'x' }],
    ['POST', '/logs', { message: 'x' }],
    ['GET', '/logs', {}],
    ['PATCH', '/approval', { status: 'APPROVE' }],
    ['GET', '/approvers', {}],
    ['PATCH', '/response', { response: 'x' }],
  ] as const) {
    const at = `/actions/runs/${body.run.id}${below}`;
    expect((await call(method, at, said, { id: 'ada', machine: false })).status, at).toBe(403);
    const operation = paths[`/v1/actions/runs/{run_id}${below}`][method.toLowerCase()];
    expect(Object.keys(operation.responses), at).toContain('403');
  }
});
