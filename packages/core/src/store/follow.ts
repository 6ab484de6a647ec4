import type { Change } from './change.ts';
import type { Store } from './store.ts';

/**
 * Changes that are read at once: a few at first, then as many as are together no larger than a read should be. Every layer of
 * a stream keeps a read while its reader is waited for, so more at once would be quicker and cost a slow reader's memory.
 */
const FEWEST = 1;
const FIRST = 32;
const MOST = 64;
const READ_LENGTH = 262_144;

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
  for await (const changes of followBatches(store, run, after, signal)) {
    for (const change of changes) {
      if (signal.aborted) return;
      yield change;
    }
  }
}

/** The same, as many at a time as there are. */
export async function* followBatches(
  store: Store,
  run: string,
  after: number,
  signal: StopSignal,
): AsyncGenerator<readonly Change[], void> {
  let awake = true;
  let rise = () => {};
  const wake = () => {
    awake = true;
    rise();
  };
  // Watched before the first read: what is committed between the two wakes us.
  const unwatch = store.watch((changed) => {
    if (changed === undefined || changed === run) wake();
  }, run);
  signal.addEventListener('abort', wake);
  try {
    let cursor = after;
    while (!signal.aborted) {
      awake = false;
      for await (const changes of readBatches(store, run, cursor)) {
        if (signal.aborted) return;
        cursor = changes.at(-1)?.seq ?? cursor;
        yield changes;
      }
      if (awake || signal.aborted) continue;
      await new Promise<void>((resolve) => {
        rise = resolve;
      });
    }
  } finally {
    unwatch();
    signal.removeEventListener('abort', wake);
  }
}

/** The changes of a run behind `after`, as they are now; a read holds few of them where they are long. */
export async function* readBatches(
  store: Store,
  run: string,
  after: number,
): AsyncGenerator<readonly Change[], void> {
  let behind = after;
  let limit = FIRST;
  for (;;) {
    const changes = await store.changes({ run, after: behind, limit });
    const last = changes.at(-1);
    if (!last) return;
    yield changes;
    // What comes after a read that could have held it wakes whoever waits for it.
    if (changes.length < limit) return;
    behind = last.seq;
    const length = changes.reduce((sum, change) => sum + lengthOf(change), 0);
    const fits = Math.floor((limit * READ_LENGTH) / Math.max(length, 1));
    limit = Math.max(FEWEST, Math.min(MOST, 4 * limit, fits));
  }
}

/** Only lines are long and many. */
function lengthOf({ event }: Change): number {
  return event.type === 'logged' ? event.log.message.length : 0;
}
