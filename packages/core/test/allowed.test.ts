import { expect, it } from 'vitest';
import { executionOf, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import type { Caller } from '../src/occasion.ts';
import type { Authorize } from '../src/service/authority.ts';

const machine = { id: 'client', machine: true };
const ada = { id: 'ada', email: 'ada@example.com' };
const bob = { id: 'bob' };

async function world(requiredApproval: boolean, authorize?: Authorize) {
  const { actions, runs } = serviceOver(memoryStore(), 's', undefined, authorize);
  await actions.create(machine, {
    identifier: 'deploy',
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
    invocationMethod: { type: 'KAFKA' },
    requiredApproval,
  });
  const started = await runs.execute(machine, executionOf('deploy'));
  if (!started.ok) throw new Error(started.error.code);
  const { id } = started.value;
  const may = async (by: Caller) => {
    const run = await runs.get(machine, id);
    if (!run.ok) throw new Error(run.error.code);
    return runs.allowed(by, run.value);
  };
  return { actions, runs, id, may };
}

it('a run that waits may be approved by who is named, one that does not by nobody', async () => {
  const { actions, runs, id, may } = await world(true);
  await actions.permit(machine, 'deploy', { approve: { users: ['ada'] } });
  expect(await may(ada)).toEqual({ approve: true, rerun: true });
  expect(await may(bob)).toEqual({ approve: false, rerun: true });
  await runs.approve(ada, id, { state: 'APPROVED' });
  expect(await may(ada)).toEqual({ approve: false, rerun: true });
});

it('a run may be executed anew by who may execute its action, as long as that is there', async () => {
  const { actions, may } = await world(false);
  await actions.permit(machine, 'deploy', { execute: { users: ['ada'] } });
  expect([await may(ada), await may(bob)]).toEqual([
    { approve: false, rerun: true },
    { approve: false, rerun: false },
  ]);
  await actions.delete(machine, 'deploy');
  expect(await may(machine)).toEqual({ approve: false, rerun: false });
});

it('the word of the host stands before what is said of the action', async () => {
  const { may } = await world(true, ({ to, caller }) => (caller.id === 'bob' ? to === 'approve' : undefined));
  expect(await may(bob)).toEqual({ approve: true, rerun: false });
});
