import type { Run, Store } from '@berth/core';
import type { RunHistory } from '../runs/history.ts';

/** A store to read from as its runs and their logs were at an instant; the catalog is as it is now. */
export function storeAsOf(store: Store, history: RunHistory, instant: number): Store {
  const at = new Date(instant).toISOString();
  const asOf = (id: string): Run | undefined => history.runAt(id, instant);
  return {
    ...store,
    run: async (id) => {
      const found = await store.run(id);
      const value = asOf(id);
      return found && value && { value, version: found.version };
    },
    runs: async ({ limit, status, ...query }) => {
      // A status is one of then, so it is looked at only once the runs are those of then.
      const page = await store.runs({ ...query, limit: Number.MAX_SAFE_INTEGER });
      const then = page.items.map(({ id }) => asOf(id)).filter((run) => run !== undefined);
      const items = then.filter((run) => status === undefined || run.status === status);
      return { items: items.slice(0, limit), more: items.length > limit };
    },
    logs: async (query) => {
      const all = await store.logs({ ...query, offset: 0, limit: Number.MAX_SAFE_INTEGER });
      const then = all.filter(({ createdAt }) => createdAt <= at);
      return then.slice(query.offset, query.offset + query.limit);
    },
  };
}
