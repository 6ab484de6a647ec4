import type { Scheduler } from 'fast-check';
import type { Store } from '../../src/store/store.ts';

/** The store, with every step of every call at the mercy of the scheduler. */
export function scheduled(store: Store, scheduler: Scheduler): Store {
  const turn = () => scheduler.schedule(Promise.resolve());
  const late =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await turn();
      const answer = await call(...args);
      await turn();
      return answer;
    };
  return {
    ...store,
    run: late(store.run),
    runs: late(store.runs),
    logs: late(store.logs),
    changes: late(store.changes),
    documents: late(store.documents) as Store['documents'],
    find: late(store.find) as Store['find'],
    audits: late(store.audits),
    receipt: late(store.receipt),
    commit: late(store.commit),
    prune: late(store.prune),
  };
}
