import { Unmet } from './unmet.ts';

/** Somebody who waits for something, and what time may do meanwhile. */
export interface Waiter<T> {
  /** What is waited for, once it is there. @throws what ends the wait */
  check(): { readonly value: T } | undefined;
  /** Asked once all that can happen at this instant has, as far as anybody waits for that. */
  atRest?(): { readonly value: T } | undefined;
  /** Instant at which it is too late. */
  readonly until: number;
  /** Time may move for it. */
  readonly moves: boolean;
  /** Time is to move on to `until` though nothing is due. */
  readonly onward?: boolean;
  /** Real milliseconds of silence to bear. */
  readonly patienceMs?: number | undefined;
  /** `until` has come. @throws unless that is what was waited for */
  late(): T;
  /** Nothing can happen any more that would bring it. */
  stuck(): Error;
}

interface Waiting {
  readonly waiter: Waiter<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** All who wait, and how their waits end. */
export class Waiters {
  readonly #waiting = new Set<Waiting>();

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  get isOnward(): boolean {
    return [...this.#waiting].some(({ waiter }) => waiter.onward);
  }

  add<T>(waiter: Waiter<T>): Promise<T> {
    const began = new Error();
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add({
        waiter,
        resolve: resolve as (value: unknown) => void,
        reject: (error) => reject(error instanceof Unmet ? error.from(began) : error),
      });
    });
  }

  /** How far time may go, and how far it is to go though nothing is due; for ever where nobody says. */
  bounds(): { readonly limit: number; readonly onward: number } {
    let [limit, onward] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const { waiter } of this.#waiting) {
      if (!waiter.moves) continue;
      limit = Math.min(limit, waiter.until);
      if (waiter.onward) onward = Math.min(onward, waiter.until);
    }
    return { limit, onward };
  }

  /** Ends the waits whose time has come. @returns whether any are left */
  judge(find = (waiter: Waiter<unknown>) => waiter.check()): boolean {
    for (const each of this.#waiting) this.#answer(each, () => find(each.waiter));
    return this.#waiting.size > 0;
  }

  /** Ends those for whom it is too late. */
  expire(now: number): void {
    for (const each of this.#waiting) {
      const { waiter } = each;
      if (waiter.moves && waiter.until <= now) this.#answer(each, () => ({ value: waiter.late() }));
    }
  }

  /**
   * Nothing happens any more, as far as anybody can tell who bears so many real milliseconds of silence. @returns whether some
   * who bear more are left
   */
  giveUp(silence: number, otherwise: number): boolean {
    for (const each of this.#waiting) {
      const { patienceMs = otherwise } = each.waiter;
      if (silence < patienceMs) continue;
      this.#answer(each, () => each.waiter.atRest?.());
      this.#end(each, () => each.reject(each.waiter.stuck()));
    }
    return this.#waiting.size > 0;
  }

  /** What is nobody's in particular is told to everybody who waits. */
  fail(error: unknown): void {
    for (const each of this.#waiting) this.#end(each, () => each.reject(error));
  }

  /** Real milliseconds of silence that the most patient of them bears. */
  patience(otherwise: number): number {
    return Math.max(...[...this.#waiting].map(({ waiter }) => waiter.patienceMs ?? otherwise));
  }

  #answer(waiting: Waiting, find: () => { readonly value: unknown } | undefined): void {
    try {
      const found = find();
      if (found) this.#end(waiting, () => waiting.resolve(found.value));
    } catch (error) {
      this.#end(waiting, () => waiting.reject(error));
    }
  }

  #end(waiting: Waiting, how: () => void): void {
    if (this.#waiting.delete(waiting)) how();
  }
}
