import { shortWhile } from '../wait.ts';

/** For how long a lock that was met tells of others who write. */
const CONTENDED_MS = 250;

/**
 * Lets other processes have their turn. They try for the lock every few milliseconds; one that took it again right after
 * each of its transactions would leave it free only for moments, and they would hardly ever find it so. So whoever has met
 * somebody else at the lock lately leaves it alone after each transaction for as long as anybody waits between two tries.
 * A process that writes alone never pauses.
 */
export class Pace {
  #met = Number.NEGATIVE_INFINITY;
  #freeAgain = 0;

  /** Somebody else has the lock. */
  metOthers(): void {
    this.#met = performance.now();
  }

  hadTheLock(): void {
    const now = performance.now();
    this.#freeAgain = now - this.#met < CONTENDED_MS ? now + shortWhile() : now;
  }

  /** Milliseconds until this process may try again. */
  untilTurn(): number {
    return Math.max(0, this.#freeAgain - performance.now());
  }
}
