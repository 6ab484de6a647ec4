import type { Wake } from '@berth/core';
import { type Watchers, watchers } from '@berth/core/database';
import type { Prepare } from './statements.ts';

const POLL_MS = 100;

/**
 * Tells watchers that something was committed: by this process at once, by another as soon as SQLite's `data_version`, which
 * counts what others have committed, is seen to have moved. It is asked for only while somebody watches.
 */
export class News {
  readonly #prepare: Prepare;
  readonly #byOrganisation = new Map<string, Watchers>();
  #watching = 0;
  #timer: NodeJS.Timeout | undefined;
  #seen: number | undefined;

  constructor(prepare: Prepare) {
    this.#prepare = prepare;
  }

  of(org: string): Watchers {
    const known = this.#byOrganisation.get(org) ?? watchers();
    this.#byOrganisation.set(org, known);
    return known;
  }

  watch(org: string, wake: Wake): () => void {
    const unwatch = this.of(org).add(wake);
    this.#watching += 1;
    this.#timer ??= this.#poll();
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      unwatch();
      this.#watching -= 1;
      if (this.#watching === 0) this.stop();
    };
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #poll(): NodeJS.Timeout {
    // What was committed before somebody watches is what that somebody reads first.
    this.#seen = this.#version();
    const timer = setInterval(() => {
      const version = this.#version();
      if (version === this.#seen) return;
      this.#seen = version;
      for (const each of this.#byOrganisation.values()) each.wake(undefined);
    }, POLL_MS);
    return timer.unref();
  }

  /** Undefined while it cannot be read, so that the next one that can be is another one. */
  #version(): number | undefined {
    try {
      const row = this.#prepare('PRAGMA data_version').get() as { readonly data_version: number };
      return row.data_version;
    } catch {
      return undefined;
    }
  }
}
