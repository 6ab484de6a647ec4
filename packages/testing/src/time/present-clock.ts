import type { VirtualClock } from './virtual-clock.ts';

/** One clock for whoever holds it, though the fake that it belongs to may be put back. */
export function presentClock(present: () => VirtualClock): VirtualClock {
  return {
    get now() {
      return present().now;
    },
    advance: (by) => present().advance(by),
    advanceTo: (at) => present().advanceTo(at),
    advanceToNext: () => present().advanceToNext(),
    sleep: (duration, signal) => present().sleep(duration, signal),
    setTimeout: (fire, milliseconds) => present().setTimeout(fire, milliseconds),
    pending: () => present().pending(),
    hold: (why) => present().hold(why),
    link: (timers) => present().link(timers),
  };
}
