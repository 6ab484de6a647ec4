import { Busy, type Ongoing } from './ongoing.ts';
import { afterReal } from './real.ts';

/** Work that goes on outside the fake; it may be asleep in virtual time, or busy with what the fake cannot see. */
export interface Work extends Ongoing {
  /** The version of the activity from which on a sleep may be its own. */
  readonly since: number;
  /** An app may have more to do than what runs in this process; tracked is what a test has named. */
  readonly kind: 'script' | 'delivery' | 'tracked';
  /** Whose backend it is; undefined for what is tracked. */
  readonly run?: string | undefined;
  /** Long silent: time does not wait for it any more. */
  isIdle: boolean;
  /** How many sleeps are known to be its own. */
  sleeps: number;
}

/** Somebody waits for an instant of virtual time, or for what never comes. */
export interface Sleep {
  /** The version of the activity in which it began. */
  readonly since: number;
  /** Whose it is, where that is known. */
  readonly of?: Work | undefined;
}

/** All that goes on in a fake and around it; whoever moves time asks here whether anything is still to happen first. */
export class Activity {
  /** Grows with every sign of life. */
  version = 0;
  readonly #busy = new Set<Ongoing>();
  readonly #holds = new Set<Ongoing>();
  readonly #works = new Set<Work>();
  /** Of these, those that neither sleep nor are idle. */
  readonly #awake = new Set<Work>();
  readonly #parked = new Set<Ongoing & Sleep>();
  #wake: (() => void) | undefined;

  readonly #touch = () => this.touch();

  touch(): void {
    this.version += 1;
    this.#wake?.();
  }

  /** The fake itself has something to do, which takes no virtual time: an exchange, a look for tasks. */
  busy(why: string): Busy {
    return this.#began(this.#busy, why);
  }

  /** Time must not move. */
  hold(why: string): Ongoing {
    return this.#began(this.#holds, why);
  }

  /** A script: time waits for it while it neither sleeps nor has long been silent. */
  script(why: string, run: string): Work {
    return this.#work(why, { since: this.version + 1, kind: 'script', run });
  }

  /** A delivery to an app: as a script, with more patience. */
  delivery(why: string, run: string): Work {
    return this.#work(why, { since: this.version + 1, kind: 'delivery', run });
  }

  /** Work that a test has named, and that began nobody knows when. */
  tracked(why: string): Work {
    return this.#work(why, { since: 0, kind: 'tracked' });
  }

  /** Somebody waits for what will never come, so it is not to be waited for. */
  park(why: string, of?: Work): Ongoing {
    if (of) this.slept(of);
    return this.#ongoing(this.#parked, why, { since: this.version, of });
  }

  get isBusy(): boolean {
    return this.#busy.size > 0 || this.#holds.size > 0;
  }

  get hasWork(): boolean {
    return this.#works.size > 0;
  }

  /** Whether some of it has long been silent, though it does not sleep: it may be at what the fake cannot see. */
  get isSilent(): boolean {
    return [...this.#works].some(({ isIdle, sleeps }) => isIdle && sleeps === 0);
  }

  /** Whether a backend is at a run. */
  isAtWorkOn(run: string): boolean {
    for (const work of this.#works) if (work.run === run) return true;
    return false;
  }

  /** A sleep of this work began. */
  slept(work: Work): void {
    work.sleeps += 1;
    this.#awake.delete(work);
  }

  /** A sleep of this work has ended. */
  woke(work: Work): void {
    work.sleeps -= 1;
    if (work.sleeps === 0 && !work.isIdle && this.#works.has(work)) this.#awake.add(work);
  }

  get isAllAsleep(): boolean {
    return this.#awake.size === 0;
  }

  /**
   * What may be busy with something that the fake cannot see. A sleep that is nobody's in particular is taken for that of work
   * that was there when it began, and of one such work only: to wait in vain costs a moment, to pass over real work the test.
   * @param sleeps all that there are; those that are parked are known
   */
  awake(sleeps: Iterable<Sleep>): 'none' | 'work' | 'delivery' {
    const free = [...sleeps, ...this.#parked].filter(({ of }) => !of).map(({ since }) => since);
    free.sort((a, b) => a - b);
    const latestFirst = [...this.#awake].sort((a, b) => b.since - a.since);
    const left = latestFirst.filter(({ since }) => (free.pop() ?? -1) < since);
    if (left.length === 0) return 'none';
    return left.some(({ kind }) => kind === 'delivery') ? 'delivery' : 'work';
  }

  /** What has been silent for so long is taken to wait for something that only the test, or time, will bring. */
  silent(): void {
    for (const work of this.#awake) work.isIdle = true;
    this.#awake.clear();
  }

  /** What backends are at, in words. */
  backends(): readonly string[] {
    return [...this.#works].filter(({ kind }) => kind !== 'tracked').map(({ why }) => why);
  }

  /** What goes on, in words. */
  pending(): readonly string[] {
    const words = (all: Iterable<Ongoing>, form: (why: string) => string) =>
      [...all].map(({ why }) => form(why));
    return [
      ...words(this.#holds, (why) => `time is held: ${why}`),
      ...words(this.#busy, (why) => `under way: ${why}`),
      ...words(this.#works, (why) => `not finished: ${why}`),
      ...words(this.#parked, (why) => `waits for ever: ${why}`),
    ];
  }

  /** The next sign of life, or so many real milliseconds. */
  changed(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#wake = undefined;
        callOff();
        resolve();
      };
      const callOff = afterReal(milliseconds, done);
      this.#wake = done;
    });
  }

  #work(why: string, what: Pick<Work, 'since' | 'kind' | 'run'>): Work {
    const more = { ...what, isIdle: false, sleeps: 0 };
    const work: Work = this.#ongoing<Work>(this.#works, why, more, () => void this.#awake.delete(work));
    this.#awake.add(work);
    return work;
  }

  #began(among: Set<Ongoing>, why: string): Busy {
    const ongoing = new Busy(among, this.#touch, why);
    ongoing.begin();
    return ongoing;
  }

  #ongoing<T extends Ongoing>(
    among: Set<T>,
    why: string,
    more: Omit<T, keyof Ongoing>,
    ended: () => void = () => {},
  ): T {
    const dispose = () => {
      if (!among.delete(ongoing)) return;
      ended();
      this.touch();
    };
    const ongoing = { ...more, why, [Symbol.dispose]: dispose } as T;
    among.add(ongoing);
    this.touch();
    return ongoing;
  }
}
