import { describe, expect, it } from 'vitest';
import { executionOf, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import type { Caller } from '../src/occasion.ts';
import type { RequiredApproval } from '../src/run/run.ts';
import type { Authorize, Question } from '../src/service/authority.ts';

const ada = { id: 'ada', email: 'ada@example.com' };
const bob = { id: 'bob' };
const machine = { id: 'client', machine: true };
const refusedTo = (to: string, identifier: string) => ({
  ok: false,
  error: { code: 'not_permitted', to, identifier },
});

async function world(requiredApproval: RequiredApproval = false, authorize?: Authorize) {
  const store = memoryStore();
  const { actions, runs } = serviceOver(store, 's', undefined, authorize);
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

describe('what the host says of a caller', () => {
  const owner = { id: 'own', teams: ['core'] };
  const lead = { id: 'lead', roles: ['Lead'] };
  const admin = { id: 'boss', roles: ['Admin'] };

  it('lets in whose role or team is named, and admins', async () => {
    const { actions, execute } = await world();
    await actions.permit(machine, 'deploy', { execute: { roles: ['Lead'], teams: ['core'] } });
    for (const by of [owner, lead, admin, machine]) expect(await execute(by)).toMatchObject({ ok: true });
    for (const by of [ada, { id: 'x', roles: ['Member'], teams: ['other'] }])
      expect(await execute(by)).toEqual(refusedTo('execute', 'deploy'));
  });

  it('counts with approvals as well, beside who is named', async () => {
    const { actions, waiting, approve } = await world({ type: 'ANY' });
    await actions.permit(machine, 'deploy', { approve: { users: ['cyd'], roles: ['Lead'] } });
    expect(await approve(lead, await waiting())).toMatchObject({ value: { status: 'IN_PROGRESS' } });
    expect(await approve({ id: 'cyd' }, await waiting())).toMatchObject({ value: { status: 'IN_PROGRESS' } });
    const run = await waiting();
    expect(await approve(ada, run)).toEqual(refusedTo('approve', run));
  });

  it('does not take the place of those who all have to approve', async () => {
    const { actions, waiting, approve } = await world({ type: 'ALL' });
    await actions.permit(machine, 'deploy', { approve: { users: ['cyd'], roles: ['Lead'] } });
    const run = await waiting();
    expect(await approve(lead, run)).toMatchObject({ value: { status: 'WAITING_FOR_APPROVAL' } });
    expect(await approve({ id: 'cyd' }, run)).toMatchObject({ value: { status: 'IN_PROGRESS' } });
  });

  it.each([[['ada', 'ada@example.com']], [['ada@example.com', 'ada']]])(
    'takes one word of somebody who is named twice: %j',
    async (users) => {
      const { actions, waiting, approve } = await world({ type: 'ALL' });
      await actions.permit(machine, 'deploy', { approve: { users } });
      expect(await approve(ada, await waiting())).toMatchObject({ value: { status: 'IN_PROGRESS' } });
    },
  );

  it('lets nobody in but admins where a policy decides, which is not evaluated here', async () => {
    const { actions, execute } = await world();
    await actions.permit(machine, 'deploy', {
      execute: { users: ['ada'], policy: { conditions: ['true'] } },
    });
    expect(await execute(ada)).toEqual(refusedTo('execute', 'deploy'));
    expect(await execute(admin)).toMatchObject({ ok: true });
  });

  it('is not needed for approving what anybody may, unless the action is gone', async () => {
    const { actions, waiting, approve } = await world(true);
    expect(await approve(ada, await waiting())).toMatchObject({ ok: true });
    const run = await waiting();
    await actions.delete(machine, 'deploy');
    expect(await approve(ada, run)).toEqual(refusedTo('approve', run));
    expect(await approve(admin, run)).toMatchObject({ ok: true });
  });
});

describe('a host that decides by itself', () => {
  const asking = (answer: (question: Question) => boolean | undefined) => {
    const asked: Question[] = [];
    const authorize: Authorize = async (question) => {
      asked.push(question);
      return answer(question);
    };
    return { asked, authorize };
  };

  it('has the first word on executing, in the name of whom the machine speaks for', async () => {
    const { asked, authorize } = asking(({ to, caller }) =>
      to === 'execute' ? caller.id === 'bob@example.com' : undefined,
    );
    const { execute } = await world(false, authorize);
    expect(await execute(ada)).toEqual(refusedTo('execute', 'deploy'));
    expect(await execute(machine)).toEqual(refusedTo('execute', 'deploy'));
    expect(await execute(machine, 'bob@example.com')).toMatchObject({ ok: true });
    const questions = asked.filter(({ to }) => to === 'execute');
    expect(questions.map(({ to, action, caller }) => [to, action, caller.id])).toEqual([
      ['execute', 'deploy', 'ada'],
      ['execute', 'deploy', 'client'],
      ['execute', 'deploy', 'bob@example.com'],
    ]);
  });

  it('has the first word on approving, whoever is named', async () => {
    const { asked, authorize } = asking(({ to, caller }) =>
      to === 'approve' ? caller.id === 'bob' : undefined,
    );
    const { actions, waiting, approve } = await world({ type: 'ANY' }, authorize);
    await actions.permit(machine, 'deploy', { approve: { users: ['ada'] } });
    const run = await waiting();
    expect(await approve(ada, run)).toEqual(refusedTo('approve', run));
    expect(await approve(bob, run)).toMatchObject({ value: { status: 'IN_PROGRESS' } });
    expect(asked.at(-1)).toMatchObject({
      to: 'approve',
      run: { id: run },
      permissions: { approve: { users: ['ada'] } },
    });
  });

  it('leaves it to what is said of the action where it has no word', async () => {
    const { authorize } = asking(() => undefined);
    const { actions, execute } = await world(false, authorize);
    await actions.permit(machine, 'deploy', { execute: { users: ['ada'] } });
    expect(await execute(ada)).toMatchObject({ ok: true });
    expect(await execute(bob)).toEqual(refusedTo('execute', 'deploy'));
  });

  it('lets nothing happen when it fails', async () => {
    const { store, execute } = await world(false, async ({ to }) => {
      if (to === 'execute') throw new Error('no directory');
      return undefined;
    });
    await expect(execute(ada)).rejects.toThrow('no directory');
    expect((await store.runs({ limit: 1 })).items).toEqual([]);
  });
});

it('an action that is not for everybody stays with its blueprint, which is then as open as before', async () => {
  const { actions, blueprints, entities } = serviceOver(memoryStore());
  const schema = { properties: {}, required: [] };
  await blueprints.create(machine, { identifier: 'service', title: 'Service', schema, relations: {} });
  const userInputs = { properties: {} };
  await actions.create(machine, {
    identifier: 'scale',
    trigger: { type: 'self-service', operation: 'DAY-2', userInputs, blueprintIdentifier: 'service' },
    invocationMethod: { type: 'KAFKA' },
  });
  await actions.permit(machine, 'scale', { approve: { roles: ['ops'] } });
  const drop = (by: Caller) => blueprints.delete(by, 'service', { actions: true });
  expect(await drop(ada)).toEqual(refusedTo('define', 'scale'));
  const write = { mode: 'create', identifier: 'cart', input: {} } as const;
  const options = { run: undefined, createMissing: false, validateOnly: false };
  expect(await entities.write(ada, 'service', [write], options)).toMatchObject({ value: [{ ok: true }] });
  await entities.delete(ada, 'service', 'cart', { run: undefined, dependents: false });
  expect(await drop(machine)).toEqual({ ok: true, value: undefined });
});

it('what goes with a blueprint is the host’s to decide on, and the blueprint is open again when the host cannot be asked', async () => {
  let word: (() => boolean | undefined) | undefined;
  const { actions, blueprints, entities } = serviceOver(memoryStore(), 's', undefined, async ({ to }) =>
    to === 'define' ? word?.() : undefined,
  );
  const schema = { properties: {}, required: [] };
  await blueprints.create(machine, { identifier: 'service', title: 'Service', schema, relations: {} });
  await actions.create(machine, {
    identifier: 'scale',
    trigger: {
      type: 'self-service',
      operation: 'DAY-2',
      userInputs: { properties: {} },
      blueprintIdentifier: 'service',
    },
    invocationMethod: { type: 'KAFKA' },
  });
  const drop = () => blueprints.delete(machine, 'service', { actions: true });
  const isOpen = async () => {
    const write = { mode: 'upsert', identifier: 'cart', input: {} } as const;
    const options = { run: undefined, createMissing: false, validateOnly: true };
    expect(await entities.write(machine, 'service', [write], options)).toMatchObject({ ok: true });
  };
  word = () => false;
  expect(await drop()).toEqual(refusedTo('define', 'scale'));
  await isOpen();
  word = () => {
    throw new Error('no directory');
  };
  await expect(drop()).rejects.toThrow('no directory');
  await isOpen();
  word = () => true;
  expect(await drop()).toEqual({ ok: true, value: undefined });
});
