import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '@berth/core';
import type { Statement } from '../statement.ts';
import { backoff } from './backoff.ts';
import { call, Unsent } from './call.ts';
import { type Failure, failureOf, messageOf } from './failure.ts';
import type { StorePool } from './pool.ts';

/** More tries would only meet the same again. */
const MAX_TRIES = 8;

/** All calls of a store. Each ends within its time; what may be repeated is. */
export class Session {
  #isClosed = false;

  constructor(
    readonly pool: StorePool,
    readonly timeoutMs: number,
  ) {}

  close(): void {
    this.#isClosed = true;
  }

  /** A reading may be repeated whatever happened to it. */
  read<Row>(statement: Statement): Promise<readonly Row[]> {
    return this.#repeatedly(statement, true) as Promise<readonly Row[]>;
  }

  /**
   * A writing may be repeated when it was certainly not carried out; and in any case if it would conflict with itself.
   * @returns undefined for a conflict
   */
  async write(statement: Statement, conflictsWithItself: boolean): Promise<readonly unknown[] | undefined> {
    try {
      return await this.#repeatedly(statement, conflictsWithItself, true);
    } catch (error) {
      if (failureOf(error).kind === 'conflict') return undefined;
      throw error;
    }
  }

  async #repeatedly(statement: Statement, repeatLost: boolean, writes = false): Promise<readonly unknown[]> {
    if (this.#isClosed) {
      throw new StoreUnavailable('this store has been closed: open it again with postgresStore', {
        mayHaveLanded: false,
      });
    }
    const deadline = performance.now() + this.timeoutMs;
    let mayHaveLanded = false;
    for (let tries = 1; ; tries += 1) {
      try {
        return await call(this.pool, statement, deadline);
      } catch (error) {
        const failure = knownFailure(error);
        const { kind } = failure;
        if (kind === 'conflict' || kind === 'other') throw error;
        mayHaveLanded ||= writes && kind === 'gone';
        const pause = backoff(tries);
        const repeats = kind === 'again' || (kind === 'gone' && repeatLost);
        if (!repeats || tries === MAX_TRIES || performance.now() + pause >= deadline)
          throw unavailable(error, failure, mayHaveLanded);
        await sleep(pause);
      }
    }
  }
}

function knownFailure(error: unknown): Failure {
  if (!(error instanceof Unsent)) return failureOf(error);
  const { kind, remedy } = failureOf(error.cause);
  if (kind === 'gone') return { kind: 'again', remedy };
  // Whatever it is, it is not about what was asked.
  return kind === 'other' ? { kind: 'refused', remedy: 'no connection could be made' } : { kind, remedy };
}

export function unavailable(error: unknown, { remedy }: Failure, mayHaveLanded: boolean): StoreUnavailable {
  const cause = error instanceof Unsent ? error.cause : error;
  return new StoreUnavailable(`PostgreSQL: ${remedy} (${messageOf(cause)})`, { cause, mayHaveLanded });
}
