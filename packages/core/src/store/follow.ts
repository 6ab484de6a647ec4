import type { Change } from './change.ts';
import type { Store } from './store.ts';

const AT_ONCE = 512;

/** As much of an `AbortSignal` as following takes. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Every change of a run behind `after`, and those to come, each once and in order, until the signal says stop. The cursor
 * alone decides what comes next; being woken too often costs a read, and being woken late costs time.
 */
export async function* follow(
  store: Store,
  run: string,
  after: number,
  signal: StopSignal,
): AsyncGenerator<Change, void> {
  let awake = true;
  let rise = () => {};
  const wake = () => {
    awake = true;
    rise();
  };
  // Watched before the first read: what is committed between the two wakes us.
  const unwatch = store.watch((changed) => {
    if (changed === undefined || changed === run) wake();
  });
  signal.addEventListener('abort', wake);
  try {
    let cursor = after;
    while (!signal.aborted) {
      awake = false;
      const changes = await store.changes({ run, after: cursor, limit: AT_ONCE });
      for (const change of changes) {
        if (signal.aborted) return;
        yield change;
        cursor = change.seq;
      }
      if (changes.length > 0 || awake || signal.aborted) continue;
      await new Promise<void>((resolve) => {
        rise = resolve;
      });
    }
  } finally {
    unwatch();
    signal.removeEventListener('abort', wake);
  }
}
