import type { PageRequest } from '../api/run-query.ts';
import type { Run, RunsPage } from '../api/types.ts';
import type { Readable } from '../live/store.ts';

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

/** Reads the list of runs page by page, as far as somebody wants to see. */
export class RunsReader implements Readable<Reading> {
  readonly #read: Read;
  readonly #listeners = new Set<() => void>();
  readonly #places = new Map<string, number>();
  #runs: Run[] = [];
  #next: string | undefined;
  #stop = new AbortController();
  #state: Reading = {
    runs: [],
    generation: 0,
    touched: 0,
    isComplete: false,
    kind: 'idle',
    error: undefined,
  };

  constructor(read: Read) {
    this.#read = read;
  }

  get(): Reading {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  /** Reads one more page, unless one is being read or there is none. */
  async more(): Promise<void> {
    if (this.#state.kind !== 'idle' || this.#state.isComplete) return;
    const { signal } = this.#stop;
    this.#set({ kind: 'page', error: undefined });
    await this.#page(this.#runs.length === 0 ? FIRST_PAGE : NEXT_PAGE, signal);
    if (!signal.aborted) this.#set({ kind: 'idle' });
  }

  /** Reads on to the end, or until stopped. */
  async all(): Promise<void> {
    if (this.#state.kind === 'all' || this.#state.isComplete) return;
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const most = this.#runs.length + MOST_AT_ONCE;
    this.#set({ kind: 'all', error: undefined });
    while (
      !signal.aborted &&
      !this.#state.isComplete &&
      this.#state.error === undefined &&
      this.#runs.length < most
    ) {
      await this.#page(this.#runs.length === 0 ? FIRST_PAGE : LARGE_PAGE, signal);
    }
    if (!signal.aborted) this.#set({ kind: 'idle' });
  }

  /** Stops whatever is being read; what was read stays. */
  stop(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#set({ kind: 'idle' });
  }

  /** Forgets everything, to be read again from the newest run on. */
  again(): void {
    this.stop();
    this.#runs = [];
    this.#places.clear();
    this.#next = undefined;
    const generation = this.#state.generation + 1;
    this.#set({ runs: [], generation, isComplete: false, error: undefined });
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
    this.#set({ runs: this.#runs, touched: this.#state.touched + 1 });
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
      this.#set({ runs: this.#runs, isComplete: next === undefined });
    } catch (error) {
      if (!signal.aborted) this.#set({ error });
    }
  }

  #set(change: Partial<Reading>): void {
    this.#state = { ...this.#state, ...change };
    for (const each of this.#listeners) each();
  }
}

function isSame(a: Run, b: Run): boolean {
  return a.updatedAt === b.updatedAt && a.status === b.status && a.statusLabel === b.statusLabel;
}
