import type { Duration } from './duration.ts';

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
  /** With it, a wait also goes on for timers of that clock alone, and `settle` until none are left. */
  getTimerCount?(): number;
}
