import { describe, expect, it } from 'vitest';
import { ada, openRun, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import type { Store } from '../src/store/store.ts';

/** The store, with its next commit failing: before anything was written, or after all of it was. */
function failingOnce(store: Store, when: 'before' | 'after'): Store {
  let failed = false;
  return {
    ...store,
    commit: async (change) => {
      if (failed) return store.commit(change);
      failed = true;
      if (when === 'after') await store.commit(change);
      throw new Error('connection lost');
    },
  };
}

describe('a final log whose commit fails', () => {
  it.each([
    ['before', false],
    ['after', true],
  ] as const)(
    'CONC-011: failing %s the write leaves both the line and the ending, or neither',
    async (when, landed) => {
      const store = memoryStore();
      const id = await openRun(serviceOver(store));
      const service = serviceOver(failingOnce(store, when));
      const line = { message: 'done', terminationStatus: 'SUCCESS' } as const;
      await expect(service.runs.log(ada, id, line)).rejects.toThrow('connection lost');
      const state = () => ({ status: store.peek.run(id)?.status, lines: store.peek.logs(id).length });
      expect(state()).toEqual(landed ? { status: 'SUCCESS', lines: 1 } : { status: 'IN_PROGRESS', lines: 0 });
      const retry = await service.runs.log(ada, id, line);
      expect(retry.ok).toBe(!landed);
      expect(state()).toEqual({ status: 'SUCCESS', lines: 1 });
    },
  );
});
