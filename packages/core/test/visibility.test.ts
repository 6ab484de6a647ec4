import { describe, expect, it } from 'vitest';
import { executionOf, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import type { Caller } from '../src/occasion.ts';
import type { Authorize } from '../src/service/authority.ts';

const machine = { id: 'client', machine: true };
const ada = { id: 'ada', email: 'ada@example.com' };
const bob = { id: 'bob' };
const cyd = { id: 'cyd' };
const admin = { id: 'boss', roles: ['Admin'] };
const everybody: readonly Caller[] = [machine, admin, ada, bob, cyd];

async function world(authorize?: Authorize) {
  const store = memoryStore();
  const { actions, blueprints, entities, runs, audits } = serviceOver(store, 's', undefined, authorize);
  const define = (identifier: string, allowAnyoneToViewRuns?: boolean) => ({
    identifier,
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } } as const,
    invocationMethod: { type: 'KAFKA' },
    ...(allowAnyoneToViewRuns === undefined ? {} : { allowAnyoneToViewRuns }),
  });
  await actions.create(machine, define('open'));
  await actions.create(machine, define('closed', false));
  await actions.permit(machine, 'closed', { approve: { users: ['cyd'] } });
  const execute = async (by: Caller, action: string, runAs?: string) => {
    const run = await runs.execute(by, { ...executionOf(action), runAs });
    if (!run.ok) throw new Error(run.error.code);
    return run.value.id;
  };
  const seers = async (run: string) => {
    const seen = await Promise.all(everybody.map(async (by) => (await runs.get(by, run)).ok));
    return everybody.filter((_, at) => seen[at]).map(({ id }) => id);
  };
  return { store, actions, blueprints, entities, runs, audits, define, execute, seers };
}

const refused = (run: string) => ({
  ok: false,
  error: { code: 'not_permitted', to: 'view', identifier: run },
});

describe('the runs of an action that not anybody may see', () => {
  it('are seen by admins, by who may approve them and by who executed them', async () => {
    const { execute, seers } = await world();
    expect(await seers(await execute(ada, 'open'))).toEqual(['client', 'boss', 'ada', 'bob', 'cyd']);
    expect(await seers(await execute(ada, 'closed'))).toEqual(['client', 'boss', 'ada', 'cyd']);
    expect(await seers(await execute(bob, 'closed'))).toEqual(['client', 'boss', 'bob', 'cyd']);
    expect(await seers(await execute(machine, 'closed', 'ada@example.com'))).toEqual([
      'client',
      'boss',
      'ada',
      'cyd',
    ]);
  });

  it('are neither changed nor read by others, in any way', async () => {
    const { store, runs, execute } = await world();
    const run = await execute(ada, 'closed');
    const before = store.peek.run(run);
    expect(await runs.update(bob, run, { statusLabel: 'mine' })).toEqual(refused(run));
    expect(await runs.log(bob, run, { message: 'hello' })).toEqual(refused(run));
    expect(await runs.logs(bob, { run, offset: 0, limit: 1 })).toEqual(refused(run));
    expect(await runs.respond(bob, run, 'done')).toEqual(refused(run));
    expect(await runs.rerun(bob, run, 'API')).toEqual(refused(run));
    expect(store.peek.run(run)).toBe(before);
    expect(store.peek.logs(run)).toEqual([]);
    expect(await runs.log(ada, run, { message: 'hello' })).toMatchObject({ ok: true });
  });

  it('are left out of lists, whose pages are as full as ever', async () => {
    const { runs, execute } = await world();
    const seen: string[] = [];
    for (let at = 0; at < 60; at += 1) {
      await execute(ada, 'closed');
      if (at % 10 === 0) seen.unshift(await execute(ada, 'open'));
    }
    const found: string[] = [];
    for (let after: { createdAt: string; id: string } | undefined; ; ) {
      const page = await runs.list(bob, { limit: 4, after });
      found.push(...page.items.map(({ id }) => id));
      after = page.items.at(-1);
      if (!page.more) break;
      expect(page.items).toHaveLength(4);
    }
    expect(found.toSorted()).toEqual(seen.toSorted());
    expect((await runs.list(machine, { limit: 100 })).items).toHaveLength(66);
    expect((await runs.list(ada, { limit: 100, action: 'closed' })).items).toHaveLength(60);
    expect((await runs.list(bob, { limit: 100, action: 'closed' })).items).toEqual([]);
  });

  it('are not for others to approve, where nobody is named for it', async () => {
    const { store, actions, runs, define, execute } = await world();
    await actions.create(machine, { ...define('quiet', false), requiredApproval: true });
    const run = await execute(ada, 'quiet');
    const before = store.peek.run(run);
    expect(await runs.approve(bob, run, { state: 'DECLINED' })).toMatchObject({
      ok: false,
      error: { code: 'not_permitted', to: 'approve' },
    });
    expect(store.peek.run(run)).toBe(before);
    expect(await runs.approve(admin, run, { state: 'APPROVED' })).toMatchObject({ ok: true });
  });

  it('are nothing that others may write an entity for, or delete one', async () => {
    const { store, blueprints, entities, execute } = await world();
    const schema = { properties: {}, required: [] };
    await blueprints.create(machine, { identifier: 'service', title: 'Service', schema, relations: {} });
    const run = await execute(ada, 'closed');
    const write = (by: Caller, tied?: string) =>
      entities.write(by, 'service', [{ mode: 'upsert', identifier: 'cart', input: {} }], {
        run: tied,
        createMissing: false,
        validateOnly: false,
      });
    expect(await write(bob)).toMatchObject({ ok: true });
    expect(await write(bob, run)).toEqual(refused(run));
    const options = { run, dependents: false };
    expect(await entities.delete(bob, 'service', 'cart', options)).toEqual(refused(run));
    expect(await entities.deleteMany(bob, 'service', ['cart'], options)).toEqual(refused(run));
    expect(await store.changes({ run, after: 0, limit: 9 })).toEqual([]);
    expect(await write(ada, run)).toMatchObject({ ok: true });
  });

  it('are left out of the audit log', async () => {
    const { audits, execute } = await world();
    const [closed, open] = [await execute(ada, 'closed'), await execute(ada, 'open')];
    const seen = async (by: Caller) => {
      const found = await audits(by, { resources: ['run'], limit: 5 });
      return found.map(({ context }) => context.run).toSorted();
    };
    expect(await seen(bob)).toEqual([open]);
    expect(await seen(ada)).toEqual([closed, open].toSorted());
    expect(await seen(machine)).toEqual([closed, open].toSorted());
    expect(await audits(bob, { run: closed, limit: 5 })).toEqual([]);
    expect(await audits(bob, { limit: 1, resources: ['run'] })).toHaveLength(1);
  });

  it('go by what the action says now, and by what it said when it is gone', async () => {
    const { actions, define, execute, seers } = await world();
    const [open, closed] = [await execute(ada, 'open'), await execute(ada, 'closed')];
    await actions.replace(machine, 'open', define('open', false));
    await actions.replace(machine, 'closed', define('closed', true));
    expect(await seers(open)).not.toContain('bob');
    expect(await seers(closed)).toContain('bob');
    await actions.delete(machine, 'open');
    await actions.delete(machine, 'closed');
    expect(await seers(open)).toContain('bob');
    expect(await seers(closed)).not.toContain('bob');
  });

  it('are whose the host says', async () => {
    const { runs, execute, seers } = await world(({ to, caller, run }) =>
      to === 'view' ? caller.id === 'bob' && run?.action === 'open' : undefined,
    );
    const [open, closed] = [await execute(ada, 'open'), await execute(ada, 'closed')];
    expect(await seers(open)).toEqual(['bob']);
    expect(await seers(closed)).toEqual([]);
    expect((await runs.list(bob, { limit: 5 })).items.map(({ id }) => id)).toEqual([open]);
    expect((await runs.list(machine, { limit: 5 })).items).toEqual([]);
  });
});
