import type { Connection } from '../driver/connection.ts';
import { faultOf } from '../driver/fault.ts';
import { Doubtful, immediately } from '../driver/immediately.ts';
import { asUnavailable } from '../driver/unavailable.ts';
import { shortWhile } from '../wait.ts';
import { Pace } from './pace.ts';

/** More in one transaction would make this process's readers wait, and other processes' writers. */
const AT_ONCE = 256;
const AT_ONCE_MS = 5;

interface Job {
  readonly since: number;
  work(): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
  /** In a transaction of its own, since it was among others of which one failed. */
  alone: boolean;
}

/**
 * All that is asked for in one turn of the event loop is written in one transaction, in the order asked, and made durable
 * by one sync of the disk. Each is told only then.
 */
export class WriteQueue {
  readonly #pace = new Pace();
  readonly #waiting: Job[] = [];
  readonly #whenEmpty: (() => void)[] = [];
  #scheduled = false;
  /** Since when others have kept the lock without a break. */
  #lockedSince: number | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly file: string,
    private readonly lockTimeoutMs: number,
  ) {}

  /** `work` may be done more than once; all times but the last are rolled back. */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const done = resolve as (result: unknown) => void;
      this.#waiting.push({ since: performance.now(), work, resolve: done, reject, alone: false });
      this.#schedule(this.#pace.untilTurn());
    });
  }

  async empty(): Promise<void> {
    if (this.#waiting.length > 0) await new Promise<void>((resolve) => this.#whenEmpty.push(resolve));
  }

  #schedule(afterMs: number): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const turn = () => {
      this.#scheduled = false;
      const pause = this.#flush();
      if (this.#waiting.length > 0) this.#schedule(pause);
      else for (const resolve of this.#whenEmpty.splice(0)) resolve();
    };
    if (afterMs > 0) setTimeout(turn, afterMs);
    else setImmediate(turn);
  }

  /** @returns how long to wait before the next */
  #flush(): number {
    const jobs = this.#waiting.slice(0, this.#waiting[0]?.alone ? 1 : AT_ONCE);
    const results: unknown[] = [];
    try {
      immediately(this.connection, () => doInTime(jobs, results));
    } catch (error) {
      if (faultOf(error) === 'busy') return this.#locked(error);
      this.#failed(jobs, results.length, error);
      return 0;
    }
    this.#lockedSince = undefined;
    this.#pace.hadTheLock();
    this.#waiting.splice(0, results.length);
    for (const [at, result] of results.entries()) jobs[at]?.resolve(result);
    return this.#pace.untilTurn();
  }

  /** Another process has the lock. Who has waited for it too long is told so. */
  #locked(error: unknown): number {
    this.#pace.metOthers();
    const now = performance.now();
    this.#lockedSince ??= now;
    const latest = now - this.lockTimeoutMs;
    const patient = this.#lockedSince > latest ? 0 : this.#waiting.findIndex(({ since }) => since > latest);
    const tooLong = this.#waiting.splice(0, patient < 0 ? this.#waiting.length : patient);
    for (const { reject } of tooLong) reject(asUnavailable(error, this.file));
    return shortWhile();
  }

  /** Nothing was written, or, when in doubt, all that was done. */
  #failed(jobs: readonly Job[], done: number, error: unknown): void {
    const doubtful = error instanceof Doubtful;
    if (doubtful || jobs.length === 1) {
      const failed = this.#waiting.splice(0, doubtful ? done : 1);
      for (const { reject } of failed) reject(asUnavailable(error, this.file));
      return;
    }
    // One of those that were begun is to blame, or none of them: each by itself meets only its own fate.
    for (const job of jobs.slice(0, done + 1)) job.alone = true;
  }
}

function doInTime(jobs: readonly Job[], results: unknown[]): void {
  const end = performance.now() + AT_ONCE_MS;
  for (const { work } of jobs) {
    results.push(work());
    if (performance.now() >= end) return;
  }
}
