import type { Caller } from '../occasion.ts';
import type { Run, RunStatus } from '../run/run.ts';
import type { Store } from '../store/store.ts';
import { type Seeing, visibleTo } from './visible.ts';

/** Open runs of each status that are looked at; who may see few of them sees those among the newest so many. */
export const MAX_OPEN_RUNS = 1000;

const OPEN: readonly RunStatus[] = ['IN_PROGRESS', 'WAITING_FOR_APPROVAL'];

/** The open runs, read once for all who ask between two commits. */
export class OpenRuns {
  #read: Promise<readonly Run[]> | undefined;
  readonly #watching = new Set<() => void>();
  #unwatch: (() => void) | undefined;

  constructor(private readonly seeing: Seeing) {}

  /**
   * Newest first, of those that a caller may see; the very same list for all who may see all. What is read stays good only while
   * somebody watches.
   */
  async seenBy(by: Caller): Promise<readonly Run[]> {
    const read = this.#read ?? readOpen(this.seeing.store);
    if (this.#watching.size > 0) this.#read = read;
    try {
      const runs = await read;
      const isVisible = await visibleTo(this.seeing, by, runs);
      return isVisible.every(Boolean) ? runs : runs.filter((_, at) => isVisible[at]);
    } catch (error) {
      if (this.#read === read) this.#read = undefined;
      throw error;
    }
  }

  /** Called when they may be others, or may have changed. @returns ends the watch */
  watch(wake: () => void): () => void {
    const watcher = () => wake();
    this.#watching.add(watcher);
    this.#unwatch ??= this.seeing.store.watch(() => {
      // A read that is under way may have missed what was committed just now.
      this.#read = undefined;
      for (const each of [...this.#watching]) each();
    });
    return () => {
      this.#watching.delete(watcher);
      if (this.#watching.size > 0) return;
      this.#unwatch?.();
      this.#unwatch = undefined;
      this.#read = undefined;
    };
  }
}

async function readOpen(store: Store): Promise<readonly Run[]> {
  const pages = await Promise.all(OPEN.map((status) => store.runs({ status, limit: MAX_OPEN_RUNS })));
  const runs = pages.flatMap(({ items }) => items);
  return runs.sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
}

function placeOf({ createdAt, id }: Run): string {
  return `${createdAt}${id}`;
}
