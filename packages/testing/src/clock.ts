/** Time in a fake Port: it stands still until a test moves it. */
export interface VirtualClock {
  readonly now: Date;
  /** By so many milliseconds. */
  advance(milliseconds: number): Promise<void>;
}

/** A clock that is also put back, when its fake is. */
export interface SettableClock extends VirtualClock {
  set(instant: Date): void;
}

/** @throws TypeError when `from` is no instant */
export function virtualClock(from: Date | string | number): SettableClock {
  let at = new Date(from);
  if (Number.isNaN(at.getTime())) throw new TypeError(`createFakePort: "now" is no instant: ${String(from)}`);
  return {
    get now() {
      return new Date(at);
    },
    advance: async (milliseconds) => {
      const next = new Date(at.getTime() + milliseconds);
      if (!(milliseconds >= 0) || Number.isNaN(next.getTime()))
        throw new RangeError(`A clock is advanced by milliseconds, none or more, not by ${milliseconds}`);
      at = next;
    },
    set: (instant) => {
      at = new Date(instant);
    },
  };
}
