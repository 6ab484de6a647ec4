import type { Caller } from '@berth/core';
import { MAX_STREAMS, MAX_STREAMS_PER_CALLER } from '../limits.ts';
import type { Stream } from '../protocol/exchange.ts';

/** How many streams are open, in all and for each caller; and what ends them all. */
export class Places {
  readonly #callers = new Map<string, number>();
  readonly #open = new Set<AbortController>();

  /** @returns false when there is no room for one more */
  hasRoom({ id }: Caller): boolean {
    return this.#open.size < MAX_STREAMS && (this.#callers.get(id) ?? 0) < MAX_STREAMS_PER_CALLER;
  }

  /** The stream, counted for as long as it is read. It is told to end also when all are. */
  taking({ id }: Caller, open: (over: AbortController) => AsyncIterable<string>): Stream {
    const [open_, callers] = [this.#open, this.#callers];
    return async function* (gone) {
      const over = new AbortController();
      const end = () => over.abort();
      if (gone.aborted) return;
      gone.addEventListener('abort', end);
      open_.add(over);
      callers.set(id, (callers.get(id) ?? 0) + 1);
      try {
        yield* open(over);
      } finally {
        gone.removeEventListener('abort', end);
        open_.delete(over);
        const left = (callers.get(id) ?? 1) - 1;
        if (left > 0) callers.set(id, left);
        else callers.delete(id);
      }
    };
  }

  endAll(): void {
    for (const over of this.#open) over.abort();
  }
}
