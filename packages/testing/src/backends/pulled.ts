import { queueOf, type Run, SERVER_QUEUE } from '@berth/core';
import { hasEnded } from '../runs/ended.ts';

/** Runs in progress that wait for a worker to pull them, by action. */
export class Pulled {
  readonly #runs = new Map<string, Set<string>>();

  /** A run that has just begun may be one for workers; one that has ended is nobody's. */
  follow({ id, action, status, payload }: Run, before: Run | undefined): void {
    if (status === before?.status || !payload) return;
    const ofAction = this.#runs.get(action);
    if (hasEnded(status)) ofAction?.delete(id);
    else if (status === 'IN_PROGRESS' && queueOf(payload) !== SERVER_QUEUE)
      this.#runs.set(action, (ofAction ?? new Set()).add(id));
  }

  has({ id, action }: Run): boolean {
    return this.#runs.get(action)?.has(id) ?? false;
  }

  get actions(): Iterable<string> {
    return this.#runs.keys();
  }

  /** All that wait for one action; they do not any more. */
  take(action: string): readonly string[] {
    const runs = [...(this.#runs.get(action) ?? [])];
    this.#runs.delete(action);
    return runs;
  }
}
