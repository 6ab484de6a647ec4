import { expect, it } from 'vitest';
import { ada, openRun, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import { MAX_ATTEMPTS } from '../src/service/attempt.ts';
import type { Store } from '../src/store/store.ts';
import { StoreUnavailable } from '../src/store/unavailable.ts';

it('a write that meets a conflict every time gives up in the end, says so, and has changed nothing', async () => {
  const store = memoryStore();
  const id = await openRun(serviceOver(store));
  const before = store.peek.run(id);
  let tries = 0;
  const contended: Store = {
    ...store,
    commit: async () => {
      tries += 1;
      return { committed: false };
    },
  };
  const answer = await serviceOver(contended).runs.update(ada, id, { status: 'SUCCESS' });
  expect(answer).toEqual({ ok: false, error: { code: 'contended' } });
  expect(tries).toBe(MAX_ATTEMPTS);
  expect(store.peek.run(id)).toBe(before);
});

it('a write that meets fewer conflicts than that lands', async () => {
  const store = memoryStore();
  const id = await openRun(serviceOver(store));
  let conflicts = MAX_ATTEMPTS - 1;
  const busy: Store = {
    ...store,
    commit: async (change) => {
      conflicts -= 1;
      return conflicts >= 0 ? { committed: false } : store.commit(change);
    },
  };
  expect((await serviceOver(busy).runs.update(ada, id, { status: 'SUCCESS' })).ok).toBe(true);
  expect(store.peek.run(id)?.status).toBe('SUCCESS');
});

it('a request with a key that meets a conflict may have conflicted with itself, so that no later failure says that nothing was changed', async () => {
  const store = memoryStore();
  const id = await openRun(serviceOver(store));
  const message = 'the server is down';
  let isDown = false;
  const failing: Store = {
    ...store,
    commit: async () => {
      isDown = true;
      return { committed: false };
    },
    receipt: async (key) => {
      if (isDown) throw new StoreUnavailable(message, { mayHaveLanded: false });
      return store.receipt(key);
    },
  };
  const answer = serviceOver(failing).runs.log(ada, id, { message: 'line' }, { id: 'k', fingerprint: 'f' });
  await expect(answer).rejects.toMatchObject({ message, mayHaveLanded: true });
});
