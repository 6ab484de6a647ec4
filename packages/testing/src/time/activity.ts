import { afterReal } from './real.ts';

/** Something that is under way, until it is ended. */
export interface Ongoing extends Disposable {
  readonly why: string;
}

/** Work that goes on outside the fake; it may be asleep in virtual time, or busy with what the fake cannot see. */
interface Work extends Ongoing {
  /** Long silent: time does not wait for it any more. */
  isIdle: boolean;
}

/** All that goes on in a fake and around it; whoever moves time asks here whether anything is still to happen first. */
export class Activity {
  /** Grows with every sign of life. */
  version = 0;
  readonly #busy = new Set<Ongoing>();
  readonly #holds = new Set<Ongoing>();
  readonly #works = new Set<Work>();
  readonly #parked = new Set<Ongoing>();
  #wake: (() => void) | undefined;

  touch(): void {
    this.version += 1;
    this.#wake?.();
  }

  /** The fake itself has something to do, which takes no virtual time: an exchange, a look for tasks. */
  busy(why: string): Ongoing {
    return this.#ongoing(this.#busy, why);
  }

  /** Time must not move. */
  hold(why: string): Ongoing {
    return this.#ongoing(this.#holds, why);
  }

  /** A delivery, a script, or what a test has named: time waits for it while it neither sleeps nor has long been silent. */
  work(why: string): Ongoing {
    return this.#ongoing(this.#works, why, { isIdle: false });
  }

  /** Somebody waits for what will never come, so it is not to be waited for. */
  park(why: string): Ongoing {
    return this.#ongoing(this.#parked, why);
  }

  get isBusy(): boolean {
    return this.#busy.size > 0 || this.#holds.size > 0;
  }

  get hasWork(): boolean {
    return this.#works.size > 0;
  }

  /** @param sleepers how many wait for an instant of virtual time */
  isRestless(sleepers: number): boolean {
    let awake = -sleepers - this.#parked.size;
    for (const { isIdle } of this.#works) awake += isIdle ? 0 : 1;
    return awake > 0;
  }

  /** What has been silent for so long is taken to wait for something that only the test, or time, will bring. */
  silent(): void {
    for (const work of this.#works) work.isIdle = true;
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

  #ongoing<T extends object>(among: Set<Ongoing & T>, why: string, more: T = {} as T): Ongoing {
    const ongoing: Ongoing & T = {
      ...more,
      why,
      [Symbol.dispose]: () => {
        if (among.delete(ongoing)) this.touch();
      },
    };
    among.add(ongoing);
    this.touch();
    return ongoing;
  }
}
