import type { Activity, Sleep } from './activity.ts';
import { realNow, turn } from './real.ts';
import type { Timer, Timers } from './timers.ts';
import { type Waiter, Waiters } from './waiters.ts';

/** Real milliseconds without a sign of life after which nothing more is expected; longer while something is held or under way. */
const QUIET_MS = 250;
const HELD_MS = 2_000;
/** A machine that stands still for a while has not been silent for longer than a look or two. */
const LOOK_MS = 25;
/** Turns of the event loop that must pass without a sign of life before time moves. */
const CALM_TURNS = 2;
/** The last instant of all dates. */
const END = 8_640_000_000_000_000;
/** How far time moves at once while timers of another clock may be due in between. */
const LINK_STEP_MS = 1_000;

export interface Linked {
  /** Puts it to where our clock stands. */
  set(instant: Date): void;
  advance(milliseconds: number): Promise<unknown>;
  /** Undefined where the other clock does not tell. */
  count(): number | undefined;
}

/**
 * Moves time, and is the only one that does: only while somebody waits for it, from one timer to the next, and never before all
 * that follows from one has come to rest. However many wait, there is one pump.
 */
export class Pump {
  readonly #waiters = new Waiters();
  readonly #activity: Activity;
  readonly #timers: Timers;
  readonly #fired: (timer: Timer) => void;
  #isRunning = false;
  /** The version of the activity of which it is known that long nothing has followed. */
  #silentAt: number | undefined;
  #over: Error | undefined;

  constructor(
    public now: number,
    readonly links: Set<Linked>,
    activity: Activity,
    timers: Timers,
    fired: (timer: Timer) => void,
  ) {
    this.#activity = activity;
    this.#timers = timers;
    this.#fired = fired;
  }

  /** Whether a linked clock has some, as far as it tells. */
  get hasLinkedTimers(): boolean {
    return [...this.links].some((link) => (link.count() ?? 0) > 0);
  }

  until<T>(waiter: Waiter<T>): Promise<T> {
    if (this.#over) return Promise.reject(this.#over);
    const waiting = this.#waiters.add(waiter);
    this.#activity.touch();
    if (!this.#isRunning) void this.#run();
    return waiting;
  }

  /** Nothing comes any more: all waits end so, those to come included. */
  end(why: Error): void {
    this.#over = why;
    this.#waiters.fail(why);
    this.#activity.touch();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (!this.#waiters.isEmpty) await this.#goOn().catch((error) => this.#waiters.fail(error));
    this.#isRunning = false;
  }

  async #goOn(): Promise<void> {
    await this.#rest();
    if (this.#waiters.judge((waiter) => waiter.atRest?.()) && !(await this.#step())) await this.#silence();
  }

  /** Until nothing more happens at this instant, or nobody is left to whom that does not take too long. */
  async #rest(): Promise<void> {
    const activity = this.#activity;
    if (!this.#waiters.judge()) return;
    // What is about to happen at once is not held against the calm that follows.
    await turn();
    let [seen, calm, silence] = [activity.version, 1, 0];
    while (this.#waiters.judge()) {
      if (activity.version !== seen) [seen, calm, silence] = [activity.version, 0, 0];
      if (calm < CALM_TURNS) {
        calm += 1;
        await turn();
        continue;
      }
      const { isBusy } = activity;
      const awake = activity.isAllAsleep ? 'none' : activity.awake(this.#sleeps());
      if (!isBusy && awake === 'none') break;
      if (isBusy) this.#waiters.giveUp(silence, HELD_MS);
      else if (silence >= this.#waiters.patience(awake === 'delivery' ? HELD_MS : QUIET_MS)) {
        activity.silent();
        this.#silentAt = activity.version;
        break;
      }
      silence += await this.#look();
    }
  }

  /** One step in time, as far as anybody lets it go. @returns whether there was one to make */
  async #step(): Promise<boolean> {
    const due = this.#due();
    if (!due) return false;
    const { next, goal, limit } = due;
    await this.#moveTo(Math.min(goal, limit));
    if (next && next.at <= this.now && this.#timers.take(next)) this.#fire(next);
    // At the limit only once all that is due by then has come about.
    else if (this.now >= limit) this.#waiters.expire(this.now);
    return true;
  }

  /** Where a step leads to, and how far it may; undefined while nothing is due, or nobody moves time. */
  #due() {
    const next = this.#timers.next();
    const { limit, onward } = this.#waiters.bounds();
    let goal = Math.min(next?.at ?? Number.POSITIVE_INFINITY, onward);
    if (this.links.size > 0) goal = Math.min(goal, this.#linkedGoal());
    // Nobody gets to what lies behind the last instant that a date can tell.
    return limit === Number.POSITIVE_INFINITY || goal > END ? undefined : { next, goal, limit };
  }

  /** Of our own clock, and of linked ones, whose timers say nothing of when they began. */
  #sleeps(): readonly Sleep[] {
    const linked = [...this.links].flatMap((link) =>
      Array.from({ length: link.count() ?? 0 }, () => ({ since: Number.POSITIVE_INFINITY })),
    );
    return [...this.#timers.sleeps(), ...linked];
  }

  /** Where a timer of another clock may be due. */
  #linkedGoal(): number {
    const goesOn = this.#waiters.isOnward;
    const isDue = [...this.links].some((link) => link.count() ?? goesOn);
    return isDue ? this.now + LINK_STEP_MS : Number.POSITIVE_INFINITY;
  }

  async #moveTo(instant: number): Promise<void> {
    const by = Math.max(0, instant - this.now);
    this.now += by;
    if (by === 0) return;
    for (const link of this.links) await link.advance(by);
  }

  #fire(timer: Timer): void {
    this.#fired(timer);
    this.#activity.touch();
    try {
      timer.fire();
    } catch (error) {
      this.#waiters.fail(error);
    }
  }

  /** Nothing is due, so only the world outside could bring what is waited for: once it has long been silent, it will not. */
  async #silence(): Promise<void> {
    const { version } = this.#activity;
    let silence = version === this.#silentAt ? this.#waiters.patience(QUIET_MS) : 0;
    const isSilent = () => this.#activity.version === version && this.#due() === undefined;
    // A timer of a linked clock may be set meanwhile, which is no sign of life by itself.
    while (isSilent() && this.#waiters.giveUp(silence, QUIET_MS)) silence += await this.#look();
  }

  /** Waits for a sign of life. @returns how long there was none, in real milliseconds */
  async #look(): Promise<number> {
    const began = realNow();
    await this.#activity.changed(LOOK_MS);
    return Math.min(realNow() - began, LOOK_MS * 2);
  }
}
