import type { Run, Store } from '@berth/core';
import type { Clockwork } from '../time/clockwork.ts';

/** Runs that the server ends when nothing comes of them: has each looked at when it may be stuck. */
export class Deadlines {
  readonly #timers = new Map<string, Disposable>();
  /** Those of which it is not known yet when that is. */
  readonly #unknown = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly time: Clockwork,
  ) {}

  follow({ id, status, timeouts }: Run): void {
    if (!timeouts) return;
    if (status === 'IN_PROGRESS') {
      if (!this.#timers.has(id)) this.#unknown.add(id);
      return;
    }
    this.#unknown.delete(id);
    this.#timers.get(id)?.[Symbol.dispose]();
    this.#timers.delete(id);
  }

  /** Has `look` called at the instant at which each of them is next due. */
  async set(look: () => void): Promise<void> {
    for (const run of [...this.#unknown]) {
      const task = await this.store.task({ run, kind: 'sweep' });
      // Whatever has ended it meanwhile has taken it out.
      if (!this.#unknown.delete(run) || !task) continue;
      const milliseconds = Math.max(0, Date.parse(task.value.dueAt) - this.time.pump.now);
      const why = `run ${run} is ended unless something was heard of it`;
      const timer = this.time.limit(milliseconds, { why, run, isDeadline: true }, () => {
        this.#timers.delete(run);
        this.#unknown.add(run);
        look();
      });
      this.#timers.set(run, timer);
    }
  }
}
