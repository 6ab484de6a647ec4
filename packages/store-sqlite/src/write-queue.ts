import type { SqliteDatabase } from './driver.ts';
import { failureKind, unavailable } from './failure.ts';
import { jitter } from './jitter.ts';

/** One transaction is fsynced as a whole, so the more it carries the better; but nothing else runs meanwhile. */
const MOST_IN_ONE = 256;
const SLICE_MS = 5;
/** So long after another process was met, this one leaves room for it between two transactions. */
const MANNERS_MS = 250;

interface Job {
  readonly work: () => unknown;
  readonly since: number;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * All writes of a process, one transaction for each turn of the event loop: whatever arrived meanwhile shares its fsync.
 * A transaction begins IMMEDIATE, so nothing that a job reads in it can move before it is committed. The lock is never waited
 * for inside SQLite, which would stop the event loop and let whoever holds it starve us: it is asked for again, a few
 * milliseconds later.
 */
export class WriteQueue {
  readonly #database: SqliteDatabase;
  readonly #lockTimeoutMs: number;
  #waiting: Job[] = [];
  #scheduled = false;
  /** So many of the next jobs get a transaction each: one of them has failed among the others. */
  #alone = 0;
  #metOthersAt = Number.NEGATIVE_INFINITY;
  #idle: (() => void) | undefined;

  constructor(database: SqliteDatabase, lockTimeoutMs: number) {
    this.#database = database;
    this.#lockTimeoutMs = lockTimeoutMs;
  }

  /** Runs the work in a transaction, by itself or with others; it either has its effect whole, or rejects and has none. */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, since: performance.now(), resolve: resolve as Job['resolve'], reject });
      this.#schedule(0);
    });
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    if (this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
  }

  #schedule(delayMs: number): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const flush = () => {
      this.#scheduled = false;
      this.#flush();
      if (this.#waiting.length > 0) this.#schedule(this.#pause());
      else this.#idle?.();
    };
    if (delayMs > 0) setTimeout(flush, delayMs);
    else setImmediate(flush);
  }

  /** Others ask for the lock every few milliseconds; whoever took it again at once would always be first. */
  #pause(): number {
    return performance.now() - this.#metOthersAt < MANNERS_MS ? jitter() : 0;
  }

  #flush(): void {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
    } catch (error) {
      this.#notBegun(error);
      return;
    }
    const done: { readonly job: Job; readonly value: unknown }[] = [];
    try {
      const most = this.#alone > 0 ? 1 : MOST_IN_ONE;
      const end = performance.now() + SLICE_MS;
      for (const job of this.#waiting) {
        done.push({ job, value: job.work() });
        if (done.length === most || performance.now() > end) break;
      }
    } catch (error) {
      this.#failed(error, done.length + 1);
      return;
    }
    try {
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#notCommitted(error, done.length);
      return;
    }
    for (const { job, value } of this.#take(done.length, done)) job.resolve(value);
  }

  #take<T>(count: number, of: readonly T[]): readonly T[] {
    this.#waiting = this.#waiting.slice(count);
    this.#alone = Math.max(0, this.#alone - count);
    return of;
  }

  #notBegun(error: unknown): void {
    if (failureKind(error) !== 'busy') {
      this.#rejectFirst(this.#waiting.length, unavailable(error, false));
      return;
    }
    this.#metOthersAt = performance.now();
    const deadline = this.#metOthersAt - this.#lockTimeoutMs;
    const expired = this.#waiting.filter(({ since }) => since < deadline).length;
    this.#rejectFirst(expired, unavailable(error, false));
  }

  /** Nothing of the transaction stays. With others in it, nobody knows yet whose fault it was. */
  #failed(error: unknown, count: number): void {
    this.#rollBack();
    if (count === 1) this.#rejectFirst(1, unavailable(error, false));
    else this.#alone = count;
  }

  #notCommitted(error: unknown, count: number): void {
    this.#rollBack();
    const kind = failureKind(error);
    // Somebody reads in a way that holds up the commit; it can be tried again as it was.
    if (kind === 'busy') this.#metOthersAt = performance.now();
    else this.#rejectFirst(count, unavailable(error, kind !== 'full'));
  }

  #rejectFirst(count: number, error: unknown): void {
    const rejected = this.#waiting.slice(0, count);
    this.#take(count, rejected);
    for (const job of rejected) job.reject(error);
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // After some failures SQLite has rolled back by itself.
    }
  }
}
