import type { Activity, Sleep, Work } from './activity.ts';
import { Heap } from './heap.ts';

/** What a timer is for. */
export interface About {
  readonly why: string;
  /** The run that it is about. */
  readonly run?: string | undefined;
  /** The work that sleeps until then, where that is known. */
  readonly of?: Work | undefined;
  /** Ends what nobody may come back to: to come to rest takes no such time, since that is the test's to let pass. */
  readonly isDeadline?: boolean;
}

/** One that is due, once, at an instant. */
export interface Timer extends About, Sleep, Disposable {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Somebody sleeps until then; else it only ends what takes too long. */
  readonly isSleep: boolean;
  fire(): void;
}

/** A class, since thousands of them are made in a virtual day. */
class Pending implements Timer {
  readonly why: string;
  readonly run: string | undefined;
  readonly of: Work | undefined;
  readonly isDeadline: boolean;
  isTaken = false;

  constructor(
    private readonly timers: Timers,
    /** Of those that are due at one instant, which comes first. */
    readonly ordinal: number,
    readonly at: number,
    { why, run, of, isDeadline = false }: About,
    readonly isSleep: boolean,
    readonly since: number,
    readonly fire: () => void,
  ) {
    this.why = why;
    this.run = run;
    this.of = of;
    this.isDeadline = isDeadline;
  }

  [Symbol.dispose](): void {
    this.timers.take(this);
  }
}

/** Below so many nothing is gained by letting go of those that were called off. */
const FEW = 64;

/** What is due when: in order of time, then of making. */
export class Timers {
  #due = new Heap<Pending>(isBefore);
  #made = 0;
  #live = 0;

  constructor(private readonly activity: Activity) {}

  /** Soonest first. */
  all(): readonly Timer[] {
    return this.#pending().sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  /** Those that somebody waits for. */
  sleeps(): readonly Timer[] {
    return this.all().filter(({ isSleep }) => isSleep);
  }

  /** Whether any but deadlines are due. */
  get hasSome(): boolean {
    return this.#due.items.some(({ isTaken, isDeadline }) => !isTaken && !isDeadline);
  }

  next(): Timer | undefined {
    for (;;) {
      const first = this.#due.first();
      if (!first?.isTaken) return first;
      this.#due.removeFirst();
    }
  }

  add(at: number, about: About, isSleep: boolean, fire: () => void): Timer {
    this.#made += 1;
    this.#live += 1;
    const timer = new Pending(this, this.#made, at, about, isSleep, this.activity.version, fire);
    this.#due.add(timer);
    if (about.of) this.activity.slept(about.of);
    return timer;
  }

  /** @returns whether it was still there to be taken */
  take(timer: Timer): boolean {
    const pending = timer as Pending;
    if (pending.isTaken) return false;
    pending.isTaken = true;
    this.#live -= 1;
    if (timer.of) this.activity.woke(timer.of);
    // What was called off is found when its time comes, or here, when there is more of it than of the others.
    if (this.#due.items.length > FEW && this.#due.items.length > 2 * this.#live) this.#compact();
    return true;
  }

  /** None of them is due any more. */
  clear(): void {
    for (const each of this.#pending()) this.take(each);
  }

  #pending(): Pending[] {
    return this.#due.items.filter(({ isTaken }) => !isTaken);
  }

  #compact(): void {
    const kept = this.#pending();
    this.#due = new Heap<Pending>(isBefore);
    for (const each of kept) this.#due.add(each);
  }
}

function isBefore(a: Pending, b: Pending): boolean {
  return a.at === b.at ? a.ordinal < b.ordinal : a.at < b.at;
}
