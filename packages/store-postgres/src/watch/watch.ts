import type { Commit, Wake } from '@berth/core';
import { type Watchers, watchers } from '@berth/core/database';
import { changesRun } from '../commit/run-parts.ts';
import { call } from '../connection/call.ts';
import type { StorePool } from '../connection/pool.ts';
import type { Names } from '../names.ts';
import type { Statement } from '../statement.ts';
import { Listener } from './listener.ts';
import { Look, type Watched } from './look.ts';
import { newsIn } from './news.ts';
import { Notifier } from './notifier.ts';

/** Who watches what, in this process; told by its own commits at once, and by others' through the server. */
export class Watch {
  readonly #organisations = new Map<string, Watchers>();
  readonly #notifier: Notifier;
  readonly #listener: Listener;
  readonly #look: Look;
  #watching = 0;

  constructor(pool: StorePool, timeoutMs: number, names: Names) {
    const ask = (statement: Statement) => call(pool, statement, performance.now() + timeoutMs);
    const text = 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload';
    this.#notifier = new Notifier((payloads) => ask({ text, values: [names.channel, payloads] }));
    this.#look = new Look(names, ask);
    this.#listener = new Listener(pool, names.channel, {
      notified: (payload) => this.#notified(payload),
      lookAround: () => void this.#lookAround(),
    });
  }

  add(org: string, wake: Wake, run: string | undefined): () => void {
    const unwatch = this.#of(org).add(wake, run);
    this.#watching += 1;
    this.#listener.start();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      unwatch();
      this.#watching -= 1;
      if (this.#watching === 0) this.#listener.stop();
    };
  }

  committed(org: string, commit: Commit): void {
    this.#of(org).committed(commit);
    this.#notifier.committed(
      org,
      commit.runs.filter(changesRun).map(({ id }) => id),
    );
  }

  async close(): Promise<void> {
    this.#listener.stop();
    await this.#notifier.flush();
  }

  #of(org: string): Watchers {
    const known = this.#organisations.get(org) ?? watchers();
    this.#organisations.set(org, known);
    return known;
  }

  #notified(payload: string | undefined): void {
    const { from, org, runs } = newsIn(payload) ?? {};
    if (from === this.#notifier.id) return;
    if (org === undefined) this.#wakeAll();
    else if (runs === undefined) this.#organisations.get(org)?.wake(undefined);
    else for (const run of runs) this.#organisations.get(org)?.wake(run);
  }

  #wakeAll(): void {
    for (const each of this.#organisations.values()) each.wake(undefined);
  }

  /** Whoever watches one run is woken where that has changed; whoever watches any looks for himself. */
  async #lookAround(): Promise<void> {
    const watched: Watched[] = [];
    for (const [org, each] of this.#organisations) {
      each.wakeUnnamed();
      for (const run of each.named()) watched.push({ org, run });
    }
    for (const { org, run } of await this.#look.changed(watched))
      this.#organisations.get(org)?.wakeNamed(run);
  }
}
