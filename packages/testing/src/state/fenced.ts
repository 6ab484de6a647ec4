import { type Store, StoreUnavailable } from '@berth/core';

/** The store for requests that began before a fake was put back: from then on they write no more, since it is not their world. */
export function fenced(store: Store, isOver: () => boolean): Store {
  const held = <A extends unknown[], T>(write: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      if (!isOver()) return write(...args);
      const message = 'The fake Port was put back while this request was under way; await it first';
      throw new StoreUnavailable(message, { mayHaveLanded: false });
    };
  };
  return { ...store, commit: held(store.commit), lease: held(store.lease), prune: held(store.prune) };
}
