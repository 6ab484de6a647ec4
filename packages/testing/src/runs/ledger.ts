import type { Run } from '@berth/core';
import type { MemoryStore, Peek } from '@berth/core/memory';
import type { Chronicle } from '../journal/chronicle.ts';
import { hasEnded } from './ended.ts';
import { RunHistory } from './history.ts';

/** Follows every run of the fake: tells its timeline, and whoever listens. */
export class RunLedger {
  readonly history: RunHistory;
  /** Runs whose work has begun, and runs that a worker has taken. */
  readonly invoked = new Set<string>();
  readonly claimed = new Set<string>();
  readonly #logged = new Map<string, number>();
  readonly #listeners = new Set<(run: Run, before: Run | undefined) => void>();

  /** @param before what the store held when the fake's world began */
  constructor(
    private readonly store: MemoryStore,
    private readonly before: () => Peek,
    private readonly chronicle: Chronicle,
    private readonly now: () => number,
  ) {
    this.history = new RunHistory((id) => before().run(id));
    store.watch((id) => this.#changed(id));
  }

  listen(listener: (run: Run, before: Run | undefined) => void): void {
    this.#listeners.add(listener);
  }

  run(id: string): Run | undefined {
    return this.store.peek.run(id);
  }

  /** In the order in which they were executed. */
  all(): readonly Run[] {
    return this.store.peek.runs();
  }

  /** Those that have not come to an end. */
  open(): readonly Run[] {
    return this.all().filter(({ status }) => !hasEnded(status));
  }

  #changed(id: string | undefined): void {
    const run = id === undefined ? undefined : this.run(id);
    if (!run) return;
    const before = this.history.stands(run, this.now());
    if (before === undefined) this.chronicle.tell('transition', run.id, `${run.id} ${run.status}`);
    this.#tellLogs(run);
    if (before !== undefined && before.status !== run.status)
      this.chronicle.tell('transition', run.id, `${run.id} ${before.status} -> ${run.status}`);
    for (const listener of this.#listeners) listener(run, before);
  }

  #tellLogs({ id }: Run): void {
    const known = this.#logged.get(id) ?? this.before().logs(id).length;
    const lines = this.store.peek.logs(id, known);
    for (const { message } of lines) this.chronicle.tell('log', id, JSON.stringify(message));
    this.#logged.set(id, known + lines.length);
  }
}
