import type { Activity, Sleep, Work } from './activity.ts';

/** What a timer is for. */
export interface About {
  readonly why: string;
  /** The run that it is about. */
  readonly run?: string | undefined;
  /** The work that sleeps until then, where that is known. */
  readonly of?: Work | undefined;
}

export interface Timer extends About, Sleep, Disposable {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Somebody sleeps until then; else it only ends what takes too long. */
  readonly isSleep: boolean;
  fire(): void;
}

/** What is due when: in order of time, then of making. */
export class Timers {
  /** Soonest first; a test has few at a time, so insertion from the end is quick enough. */
  readonly #due: Timer[] = [];

  constructor(private readonly activity: Activity) {}

  /** Those that somebody waits for. */
  sleeps(): readonly Timer[] {
    return this.#due.filter(({ isSleep }) => isSleep);
  }

  get all(): readonly Timer[] {
    return this.#due;
  }

  next(): Timer | undefined {
    return this.#due[0];
  }

  add(at: number, about: About, isSleep: boolean, fire: () => void): Timer {
    const since = this.activity.version;
    const timer: Timer = {
      ...about,
      at,
      isSleep,
      since,
      fire,
      [Symbol.dispose]: () => void this.take(timer),
    };
    this.#due.splice(this.#placeFor(at), 0, timer);
    return timer;
  }

  /** @returns whether it was still there to be taken */
  take(timer: Timer): boolean {
    const place = this.#due[0] === timer ? 0 : this.#due.indexOf(timer);
    if (place === -1) return false;
    this.#due.splice(place, 1);
    return true;
  }

  /** Behind all that are due no later. */
  #placeFor(at: number): number {
    let [low, high] = [0, this.#due.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#due[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
