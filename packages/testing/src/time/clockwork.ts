import { setMaxListeners } from 'node:events';
import type { Activity } from './activity.ts';
import { millisecondsOf } from './duration.ts';
import { type Linked, Pump } from './pump.ts';
import { RealDate } from './real.ts';
import { type About, type Timer, Timers } from './timers.ts';
import { Unmet } from './unmet.ts';
import type { AdvanceReport, Due, VirtualClock } from './virtual-clock.ts';

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

/** @param links clocks that go along, whichever world this clock is of */
export function clockwork(
  start: number,
  links: Set<Linked>,
  activity: Activity,
  fired: (timer: Timer) => void,
): Clockwork {
  const timers = new Timers(activity);
  const history: Due[] = [];
  let listening = 0;
  const pump = new Pump(start, links, activity, timers, (timer) => {
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
      // As many may sleep as like; Node would take more than ten for a leak.
      if (signal) setMaxListeners(0, signal);
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
          new Unmet(
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
    hold: (why) => {
      if (typeof why !== 'string' || why === '')
        throw new TypeError(
          'port.clock.hold: say why time is held, in a text: a wait that gives up tells it',
        );
      return activity.hold(why);
    },
    link: (fake) => {
      const linked = {
        advance: (milliseconds: number) => fake.advanceTimersByTimeAsync(milliseconds),
        count: () => fake.getTimerCount?.(),
        set: (instant: Date) => void fake.setSystemTime(instant),
      };
      linked.set(new RealDate(pump.now));
      links.add(linked);
      return { [Symbol.dispose]: () => void links.delete(linked) };
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
