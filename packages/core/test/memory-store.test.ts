import { describeStore } from '@berth/testing';
import { describe, expect, it } from 'vitest';
import { ada, openRun, serviceOver } from '../../testing/src/store/support/services.ts';
import { type MemoryStore, memoryStore } from '../src/memory.ts';

describeStore(
  'the memory store',
  async () => {
    const organisations = new Map<string, MemoryStore>();
    const storeFor = (organisation: string) => {
      const store = organisations.get(organisation) ?? memoryStore();
      organisations.set(organisation, store);
      return store;
    };
    return { store: storeFor(''), storeFor, close: async () => organisations.clear() };
  },
  { describe, it },
);

describe('a look into the memory store', () => {
  it('shows what the store answers, without waiting', async () => {
    const store = memoryStore();
    const service = serviceOver(store);
    const id = await openRun(service);
    await service.runs.log(ada, id, { message: 'done', terminationStatus: 'SUCCESS' });
    expect(store.peek.run(id)).toBe((await store.run(id))?.value);
    expect(store.peek.logs(id)).toEqual(await store.logs({ run: id, offset: 0, limit: 10 }));
    expect(store.peek.audits(id)).toEqual(await store.audits({ run: id, limit: 10 }));
    expect(store.peek.audits(id).map(({ change }) => change)).toEqual(['UPDATE', 'CREATE']);
  });

  it('shows nothing of a run that is not there', () => {
    const { peek } = memoryStore();
    expect([peek.run('r_1'), peek.logs('r_1'), peek.audits('r_1')]).toEqual([undefined, [], []]);
  });

  it('shows the log as it was then, also when lines are added', async () => {
    const store = memoryStore();
    const service = serviceOver(store);
    const id = await openRun(service);
    const before = store.peek.logs(id);
    await service.runs.log(ada, id, { message: 'later' });
    expect(before).toEqual([]);
  });
});
