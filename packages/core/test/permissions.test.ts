import { describe, expect, it } from 'vitest';
import { executionOf, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import type { Caller } from '../src/occasion.ts';
import type { RequiredApproval } from '../src/run/run.ts';

const ada = { id: 'ada', email: 'ada@example.com' };
const bob = { id: 'bob' };
const machine = { id: 'client', machine: true };
const refusedTo = (to: string, identifier: string) => ({
  ok: false,
  error: { code: 'not_permitted', to, identifier },
});

async function world(requiredApproval: RequiredApproval = false) {
  const store = memoryStore();
  const { actions, runs } = serviceOver(store);
  const definition = {
    identifier: 'deploy',
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
    invocationMethod: { type: 'KAFKA' },
    requiredApproval,
  } as const;
  await actions.create(machine, definition);
  const execute = (by: Caller, runAs?: string) => runs.execute(by, { ...executionOf('deploy'), runAs });
  const waiting = async () => {
    const run = await execute(machine);
    if (!run.ok) throw new Error(run.error.code);
    return run.value.id;
  };
  const approve = (by: Caller, run: string) => runs.approve(by, run, { state: 'APPROVED' });
  return { store, actions, runs, definition, execute, waiting, approve };
}

describe('who may execute an action', () => {
  it('is everybody while nobody is named', async () => {
    const { actions, execute } = await world();
    const nobody = { users: [], roles: [], teams: [], ownedByTeam: false, policy: null };
    expect(await actions.permissions('deploy')).toEqual({
      ok: true,
      value: { execute: nobody, approve: nobody },
    });
    for (const by of [ada, bob, machine]) expect(await execute(by)).toMatchObject({ ok: true });
  });

  it('is who is named, by id or by e-mail, and the organisation’s own credentials unless they speak for somebody else', async () => {
    const { store, actions, execute } = await world();
    await actions.permit(machine, 'deploy', { execute: { users: ['ada@example.com', 'cyd'] } });
    expect(await execute(ada)).toMatchObject({ ok: true });
    expect(await execute({ id: 'cyd' })).toMatchObject({ ok: true });
    expect(await execute(machine)).toMatchObject({ ok: true });
    expect(await execute(machine, 'ada@example.com')).toMatchObject({ ok: true });
    const before = (await store.runs({ limit: 50 })).items.length;
    expect(await execute(bob)).toEqual(refusedTo('execute', 'deploy'));
    expect(await execute(machine, 'bob@example.com')).toEqual(refusedTo('execute', 'deploy'));
    expect((await store.runs({ limit: 50 })).items).toHaveLength(before);
  });

  it('is nobody whom a role or a team alone would let in, since nobody here knows those', async () => {
    const { actions, execute } = await world();
    await actions.permit(machine, 'deploy', { execute: { roles: ['Admin'] } });
    expect(await execute(ada)).toEqual(refusedTo('execute', 'deploy'));
  });

  it('stays when the action is replaced, and what is not mentioned stays when it is said anew', async () => {
    const { actions, definition, execute } = await world();
    await actions.permit(machine, 'deploy', { execute: { users: ['ada'] } });
    await actions.permit(machine, 'deploy', { approve: { users: ['cyd'] }, execute: { ownedByTeam: true } });
    await actions.replace(machine, 'deploy', { ...definition, title: 'Deploy' });
    expect(await actions.permissions('deploy')).toMatchObject({
      value: { execute: { users: ['ada'], ownedByTeam: true }, approve: { users: ['cyd'] } },
    });
    expect(await execute(bob)).toEqual(refusedTo('execute', 'deploy'));
  });

  it('is asked of an action that is there', async () => {
    const { actions } = await world();
    const unknown = { ok: false, error: { code: 'not_found', resource: 'action', identifier: 'x' } };
    expect(await actions.permissions('x')).toEqual(unknown);
    expect(await actions.permit(machine, 'x', {})).toEqual(unknown);
  });
});

describe('who may approve a run', () => {
  it('is who was named when it was executed: one of them with ANY', async () => {
    const { store, actions, waiting, approve } = await world({ type: 'ANY' });
    await actions.permit(machine, 'deploy', { approve: { users: ['ada@example.com', 'cyd'] } });
    const run = await waiting();
    for (const by of [bob, machine]) expect(await approve(by, run)).toEqual(refusedTo('approve', run));
    expect(store.peek.run(run)).toMatchObject({ status: 'WAITING_FOR_APPROVAL', approvals: [] });
    expect(await approve(ada, run)).toMatchObject({ ok: true, value: { status: 'IN_PROGRESS' } });
  });

  it('is all who were named with ALL, however often one of them speaks', async () => {
    const { actions, waiting, approve } = await world({ type: 'ALL' });
    await actions.permit(machine, 'deploy', { approve: { users: ['ada@example.com', 'cyd'] } });
    const run = await waiting();
    for (const _ of [1, 2]) {
      expect(await approve(ada, run)).toMatchObject({ value: { status: 'WAITING_FOR_APPROVAL' } });
    }
    expect(await approve({ id: 'cyd' }, run)).toMatchObject({ value: { status: 'IN_PROGRESS' } });
  });

  it('is the organisation’s own credentials where a role or a team alone is named, since nobody here knows those', async () => {
    for (const named of [{ roles: ['Admin'] }, { teams: ['core'] }]) {
      const { store, actions, waiting, approve } = await world(true);
      await actions.permit(machine, 'deploy', { approve: named });
      const run = await waiting();
      for (const by of [ada, bob]) expect(await approve(by, run)).toEqual(refusedTo('approve', run));
      expect(store.peek.run(run)).toMatchObject({ status: 'WAITING_FOR_APPROVAL', approvals: [] });
      expect(await approve(machine, run)).toMatchObject({ ok: true, value: { status: 'IN_PROGRESS' } });
    }
  });

  it('may decline alone', async () => {
    const { actions, runs, waiting } = await world({ type: 'ALL' });
    await actions.permit(machine, 'deploy', { approve: { users: ['ada', 'cyd'] } });
    const run = await waiting();
    expect(await runs.approve(bob, run, { state: 'DECLINED' })).toEqual(refusedTo('approve', run));
    expect(await runs.approve(ada, run, { state: 'DECLINED' })).toMatchObject({
      value: { status: 'DECLINED' },
    });
  });
});
