import type { PageRequest } from '../api/run-query.ts';
import type { Run, RunsPage } from '../api/types.ts';
import { Store } from '../live/store.ts';

const FIRST_PAGE = 100;
const NEXT_PAGE = 200;
const LARGE_PAGE = 1000;
/** Runs after which reading on by itself stops, and asks. */
const MOST_AT_ONCE = 100_000;

type Read = (page: PageRequest) => Promise<RunsPage>;

export interface Reading {
  /** Newest first, each once. */
  readonly runs: readonly Run[];
  /** How often the list was begun anew. */
  readonly generation: number;
  /** Changes with every run that is changed in place. */
  readonly touched: number;
  readonly isComplete: boolean;
  readonly kind: 'idle' | 'page' | 'all';
  readonly error: unknown;
}

const BEGINNING: Reading = {
  runs: [],
  generation: 0,
  touched: 0,
  isComplete: false,
  kind: 'idle',
  error: undefined,
};

/** Reads the list of runs page by page, as far as somebody wants to see. */
export class RunsReader extends Store<Reading> {
  readonly #read: Read;
  readonly #places = new Map<string, number>();
  #runs: Run[] = [];
  #next: string | undefined;
  #stop = new AbortController();

  constructor(read: Read) {
    super(BEGINNING);
    this.#read = read;
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  /** Reads one more page, unless one is being read or there is none. */
  async more(): Promise<void> {
    if (this.get().kind !== 'idle' || this.get().isComplete) return;
    const { signal } = this.#stop;
    this.#change({ kind: 'page', error: undefined });
    await this.#page(this.#runs.length === 0 ? FIRST_PAGE : NEXT_PAGE, signal);
    if (!signal.aborted) this.#change({ kind: 'idle' });
  }

  /** Reads on to the end, or until stopped. */
  async all(): Promise<void> {
    if (this.get().kind === 'all' || this.get().isComplete) return;
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const most = this.#runs.length + MOST_AT_ONCE;
    this.#change({ kind: 'all', error: undefined });
    while (
      !signal.aborted &&
      !this.get().isComplete &&
      this.get().error === undefined &&
      this.#runs.length < most
    ) {
      await this.#page(this.#runs.length === 0 ? FIRST_PAGE : LARGE_PAGE, signal);
    }
    if (!signal.aborted) this.#change({ kind: 'idle' });
  }

  /** Stops whatever is being read; what was read stays. */
  stop(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#change({ kind: 'idle' });
  }

  /** Forgets everything, to be read again from the newest run on. */
  again(): void {
    this.stop();
    this.#runs = [];
    this.#places.clear();
    this.#next = undefined;
    const generation = this.get().generation + 1;
    this.#change({ runs: [], generation, isComplete: false, error: undefined });
  }

  /** Puts the present state of runs in the place of their former one; of those that are not in the list nothing is kept. */
  update(runs: readonly Run[]): void {
    const changed = runs.filter((run) => {
      const known = this.#runs[this.#places.get(run.id) ?? -1];
      return known !== undefined && known.updatedAt <= run.updatedAt && !isSame(known, run);
    });
    if (changed.length === 0) return;
    this.#runs = [...this.#runs];
    for (const run of changed) this.#runs[this.#places.get(run.id) ?? -1] = run;
    this.#change({ runs: this.#runs, touched: this.get().touched + 1 });
  }

  async #page(limit: number, signal: AbortSignal): Promise<void> {
    try {
      const { runs, next } = await this.#read({ limit, from: this.#next, signal });
      if (signal.aborted) return;
      for (const run of runs) {
        if (this.#places.has(run.id)) continue;
        this.#places.set(run.id, this.#runs.length);
        this.#runs.push(run);
      }
      this.#next = next;
      this.#change({ runs: this.#runs, isComplete: next === undefined });
    } catch (error) {
      if (!signal.aborted) this.#change({ error });
    }
  }

  #change(change: Partial<Reading>): void {
    this.set({ ...this.get(), ...change });
  }
}

function isSame(a: Run, b: Run): boolean {
  return a.updatedAt === b.updatedAt && a.status === b.status && a.statusLabel === b.statusLabel;
}
