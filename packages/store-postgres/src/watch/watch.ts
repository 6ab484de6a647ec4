import type { Commit, Wake } from '@berth/core';
import { type Watchers, watchers } from '@berth/core/database';
import type { Session } from '../connection/session.ts';
import { Listener } from './listener.ts';
import { newsIn } from './news.ts';
import { Notifier } from './notifier.ts';

/** Who watches what, in this process; told by its own commits at once, and by others' through the server. */
export class Watch {
  readonly #organisations = new Map<string, Watchers>();
  readonly #notifier: Notifier;
  readonly #listener: Listener;
  #watching = 0;

  constructor(session: Session, channel: string) {
    this.#notifier = new Notifier((payload) =>
      session.read({ text: 'SELECT pg_notify($1, $2)', values: [channel, payload] }),
    );
    this.#listener = new Listener(session.pool, channel, {
      notified: (payload) => this.#notified(payload),
      lookAround: () => this.#wakeAll(),
    });
  }

  add(org: string, wake: Wake): () => void {
    const unwatch = this.#of(org).add(wake);
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
      commit.runs.map(({ id }) => id),
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
    const { org, runs } = newsIn(payload) ?? {};
    if (org === undefined) this.#wakeAll();
    else if (runs === undefined) this.#organisations.get(org)?.wake(undefined);
    else for (const run of runs) this.#organisations.get(org)?.wake(run);
  }

  #wakeAll(): void {
    for (const each of this.#organisations.values()) each.wake(undefined);
  }
}
