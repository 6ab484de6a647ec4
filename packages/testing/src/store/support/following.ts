import { type Change, follow, type Store } from '@berth/core';
import { eventually } from './eventually.ts';

/** Follows `r_1` behind `after`, and keeps what comes. */
export function following(store: Store, after = 0) {
  const stop = new AbortController();
  const seen: Change[] = [];
  const done = (async () => {
    for await (const change of follow(store, 'r_1', after, stop.signal)) seen.push(change);
  })();
  return {
    seen,
    until: (count: number) => eventually(() => seen.length >= count, `the change ${count} of a follower`),
    stop: async () => {
      stop.abort();
      await done;
    },
  };
}
