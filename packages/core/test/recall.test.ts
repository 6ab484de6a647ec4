import { describe, expect, it } from 'vitest';
import { ada, openRun, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import type { Store } from '../src/store/store.ts';

/** The store, counting how often a run or documents are read from it. */
function counting(store: Store): { readonly store: Store; reads(): number } {
  let reads = 0;
  const counted = {
    ...store,
    run: (id: string) => {
      reads += 1;
      return store.run(id);
    },
    documents: ((refs) => {
      reads += 1;
      return store.documents(refs);
    }) as Store['documents'],
  };
  return { store: counted, reads: () => reads };
}

describe('a service', () => {
  it('reads a run once for any number of lines that only it writes', async () => {
    const memory = memoryStore();
    const id = await openRun(serviceOver(memory));
    const { store, reads } = counting(memory);
    const service = serviceOver(store, 'w');
    for (const message of ['one', 'two', 'three']) await service.runs.log(ada, id, { message });
    expect(reads()).toBe(1);
    expect(memory.peek.logs(id).map(({ message }) => message)).toEqual(['one', 'two', 'three']);
  });

  it('never reads a run whose every state it has written itself', async () => {
    const { store, reads } = counting(memoryStore());
    const service = serviceOver(store);
    const id = await openRun(service);
    const before = reads();
    await service.runs.log(ada, id, { message: 'one' });
    await service.runs.update(ada, id, { statusLabel: 'building' });
    await service.runs.log(ada, id, { message: 'two' });
    expect(await service.runs.update(ada, id, { status: 'SUCCESS' })).toMatchObject({ ok: true });
    expect(reads()).toBe(before);
    expect((await store.run(id))?.value).toMatchObject({ status: 'SUCCESS', statusLabel: 'building' });
  });

  it('reads an action once for any number of executions', async () => {
    const memory = memoryStore();
    await openRun(serviceOver(memory));
    const { store, reads } = counting(memory);
    const service = serviceOver(store, 'w');
    const execution = { action: 'action-false', properties: {}, entity: undefined, runAs: undefined };
    for (let run = 0; run < 3; run += 1) {
      expect((await service.runs.execute(ada, { ...execution, source: 'API' })).ok).toBe(true);
    }
    expect(reads()).toBe(1);
  });

  it('takes nothing that another has changed for what it was: neither a line, nor an ending, nor a change of nothing', async () => {
    const store = memoryStore();
    const id = await openRun(serviceOver(store));
    const [one, other] = [serviceOver(store, 'a'), serviceOver(store, 'b')];
    await one.runs.log(ada, id, { message: 'recalls the open run' });
    await other.runs.update(ada, id, { status: 'SUCCESS' });
    const refused = { ok: false, error: { code: 'run_ended', run: id, status: 'SUCCESS' } };
    expect(await one.runs.update(ada, id, {})).toEqual(refused);
    expect(await one.runs.log(ada, id, { message: 'late' })).toEqual(refused);
    expect(await one.runs.update(ada, id, { status: 'FAILURE' })).toEqual(refused);
  });

  it('refuses nothing for what has changed since', async () => {
    const store = memoryStore();
    const id = await openRun(serviceOver(store), true);
    const [one, other] = [serviceOver(store, 'a'), serviceOver(store, 'b')];
    await one.runs.log(ada, id, { message: 'recalls the run that waits for approval' });
    await other.runs.approve({ id: 'bob' }, id, { state: 'APPROVED' });
    expect((await one.runs.update(ada, id, { status: 'SUCCESS' })).ok).toBe(true);
  });

  it('does not execute an action by a definition that was replaced', async () => {
    const store = memoryStore();
    await openRun(serviceOver(store));
    const [one, other] = [serviceOver(store, 'a'), serviceOver(store, 'b')];
    const execution = { action: 'action-false', properties: {}, entity: undefined, runAs: undefined };
    await one.runs.execute(ada, { ...execution, source: 'API' });
    const before = await other.actions.get('action-false');
    if (!before.ok) throw new Error(before.error.code);
    await other.actions.replace(ada, 'action-false', { ...before.value.definition, requiredApproval: true });
    const run = await one.runs.execute(ada, { ...execution, source: 'API' });
    expect(run).toMatchObject({ ok: true, value: { status: 'WAITING_FOR_APPROVAL' } });
  });
});
