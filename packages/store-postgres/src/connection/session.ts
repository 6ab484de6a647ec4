import { setImmediate as turn } from 'node:timers/promises';
import { StoreUnavailable } from '@berth/core';
import type { Statement } from '../statement.ts';
import { call } from './call.ts';
import { failureOf } from './failure.ts';
import type { StorePool } from './pool.ts';
import { type Repeating, repeatedly } from './repeat.ts';

/** All calls of a store. Each ends within its time; what may be repeated is. */
export class Session {
  readonly #underWay = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(
    private readonly pool: StorePool,
    private readonly timeoutMs: number,
  ) {}

  /** Takes no more calls, and waits until those that are under way have ended, and those who waited for them have gone on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#underWay);
    await turn();
  }

  /** A reading may be repeated whatever happened to it. */
  read<Row>(statement: Statement): Promise<readonly Row[]> {
    const once = (deadline: number) => call(this.pool, statement, deadline);
    return this.#calling(once, { writes: false, whenLost: true }) as Promise<readonly Row[]>;
  }

  /** A writing may be repeated when it was certainly not carried out. */
  write(statement: Statement): Promise<readonly unknown[]> {
    const once = (deadline: number) => call(this.pool, statement, deadline);
    return this.#calling(once, { writes: true, whenLost: false });
  }

  /**
   * A commit likewise; and in any case if it would conflict with itself.
   * @param once sends it, to be over by a deadline on this process's clock; tells whether it was carried out
   */
  async commit(once: (deadline: number) => Promise<boolean>, conflictsWithItself: boolean): Promise<boolean> {
    try {
      return await this.#calling(once, { writes: true, whenLost: conflictsWithItself });
    } catch (error) {
      if (failureOf(error).kind === 'conflict') return false;
      throw error;
    }
  }

  async #calling<T>(once: (deadline: number) => Promise<T>, repeating: Repeating): Promise<T> {
    if (this.#isClosed) {
      throw new StoreUnavailable('this store has been closed: open it again with postgresStore', {
        mayHaveLanded: false,
      });
    }
    const calling = repeatedly(once, this.timeoutMs, repeating);
    this.#underWay.add(calling);
    try {
      return await calling;
    } finally {
      this.#underWay.delete(calling);
    }
  }
}
