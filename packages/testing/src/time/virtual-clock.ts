import type { Activity } from './activity.ts';
import { type Duration, millisecondsOf } from './duration.ts';
import { Pump } from './pump.ts';
import { RealDate } from './real.ts';
import { type About, type Timer, Timers } from './timers.ts';

/** Time in a fake Port: it stands still until a test moves it, or waits for something. */
export interface VirtualClock {
  readonly now: Date;
  /** So far ahead, firing what is due on the way. Rejects with a RangeError what is no span of time. */
  advance(by: Duration): Promise<AdvanceReport>;
  /** Rejects with a RangeError an instant that lies behind. */
  advanceTo(at: Date | string | number): Promise<AdvanceReport>;
  /** To the next timer; nowhere if there is none. */
  advanceToNext(): Promise<AdvanceReport>;
  /** Until the clock gets there; rejects with the signal's reason when that is aborted first. */
  sleep(duration: Duration, signal?: AbortSignal): Promise<void>;
  setTimeout(fire: () => void, milliseconds: number): Disposable;
  /** What is due, soonest first. */
  pending(): readonly Due[];
  /** Something goes on that the fake cannot see: time stands still until this is disposed of. */
  hold(why: string): Disposable;
  /** Moves a test runner's fake timers along, such as `vi`, with a step of a second at most. */
  link(timers: FakeTimers): Disposable;
}

export interface Due {
  readonly at: Date;
  readonly why: string;
}

export interface AdvanceReport {
  readonly from: Date;
  readonly to: Date;
  readonly fired: readonly Due[];
}

export interface FakeTimers {
  advanceTimersByTimeAsync(milliseconds: number): Promise<unknown>;
  setSystemTime(now: Date): unknown;
  /** With it, a wait also goes on for timers of that clock alone. */
  getTimerCount?(): number;
}

/** The clock, and what the fake itself needs of it. */
export interface Clockwork {
  readonly clock: VirtualClock;
  readonly pump: Pump;
  readonly timers: Timers;
  /** Calls back at an instant that nobody sleeps for: it ends what takes too long. */
  limit(milliseconds: number, about: About, fire: () => void): Disposable;
  /** Like the clock's own, with words of its own. */
  sleep(milliseconds: number, about: About, signal?: AbortSignal): Promise<void>;
}

/** @throws TypeError when `from` is no instant */
export function clockwork(
  from: Date | string | number,
  activity: Activity,
  fired: (timer: Timer) => void,
): Clockwork {
  const start = new RealDate(from).getTime();
  if (Number.isNaN(start)) throw new TypeError(`createFakePort: "now" is no instant: ${String(from)}`);
  const timers = new Timers(activity);
  const history: Due[] = [];
  let listening = 0;
  const pump = new Pump(start, activity, timers, (timer) => {
    if (listening > 0) history.push(dueOf(timer));
    fired(timer);
  });

  function add(milliseconds: number, about: About, isSleep: boolean, fire: () => void): Timer {
    const timer = timers.add(pump.now + milliseconds, about, isSleep, fire);
    activity.touch();
    return timer;
  }

  function sleep(milliseconds: number, about: About, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = () => {
        timers.take(timer);
        activity.touch();
        reject(signal?.reason);
      };
      const timer = add(milliseconds, about, true, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  async function goTo(instant: number): Promise<AdvanceReport> {
    const [began, first] = [pump.now, history.length];
    if (Number.isNaN(new RealDate(instant).getTime()) || instant < began)
      throw new RangeError(`A clock is advanced to an instant that is still to come, not to ${instant}`);
    listening += 1;
    try {
      await pump.until({
        check: () => undefined,
        until: instant,
        moves: true,
        onward: true,
        late: () => undefined,
        stuck: () =>
          new Error(
            `Time cannot move on, since something else must be done first.\n${activity.pending().join('\n')}`,
          ),
      });
      return { from: new RealDate(began), to: new RealDate(pump.now), fired: history.slice(first) };
    } finally {
      listening -= 1;
      if (listening === 0) history.length = 0;
    }
  }

  const clock: VirtualClock = {
    get now() {
      return new RealDate(pump.now);
    },
    advance: async (by) => goTo(pump.now + millisecondsOf(by)),
    advanceTo: async (at) => goTo(new RealDate(at).getTime()),
    advanceToNext: async () => goTo(timers.next()?.at ?? pump.now),
    sleep: async (duration, signal) => {
      const milliseconds = millisecondsOf(duration);
      const why = `a sleep of ${duration}${typeof duration === 'number' ? 'ms' : ''}`;
      await sleep(milliseconds, { why }, signal);
    },
    setTimeout: (fire, milliseconds) =>
      add(millisecondsOf(milliseconds), { why: `a timer of ${milliseconds}ms` }, true, fire),
    pending: () => timers.all().map(dueOf),
    hold: (why) => activity.hold(why),
    link: (fake) => {
      const linked = {
        advance: (milliseconds: number) => fake.advanceTimersByTimeAsync(milliseconds),
        count: () => fake.getTimerCount?.(),
      };
      fake.setSystemTime(new RealDate(pump.now));
      pump.links.add(linked);
      return { [Symbol.dispose]: () => void pump.links.delete(linked) };
    },
  };
  return {
    clock,
    pump,
    timers,
    sleep,
    limit: (milliseconds, about, fire) => add(milliseconds, about, false, fire),
  };
}

function dueOf({ at, why }: Timer): Due {
  return { at: new RealDate(at), why };
}
