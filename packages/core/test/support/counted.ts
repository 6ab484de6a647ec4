import type { Store } from '../../src/store/store.ts';

/** A store, how often it was read, and how many watch it. */
export function counted(store: Store) {
  const count = { changes: 0, runs: 0, watching: 0 };
  const limits: number[] = [];
  const counting: Store = {
    ...store,
    changes: (query) => {
      count.changes += 1;
      limits.push(query.limit);
      return store.changes(query);
    },
    runs: (query) => {
      count.runs += 1;
      return store.runs(query);
    },
    watch: (wake) => {
      count.watching += 1;
      const unwatch = store.watch(wake);
      return () => {
        count.watching -= 1;
        unwatch();
      };
    },
  };
  return { store: counting, count, limits };
}
