import type { Chronicle } from '../journal/chronicle.ts';
import { firstOf, lastOf, section } from '../journal/section.ts';
import type { Activity } from './activity.ts';
import { type Duration, millisecondsOf, offset } from './duration.ts';
import type { Pump } from './pump.ts';
import { hasOtherTimers } from './real.ts';
import type { Timers } from './timers.ts';
import { Unmet } from './unmet.ts';

/** Virtual time that a wait has unless it says otherwise. */
const DEFAULT = '1h';

export interface WaitOptions {
  /** Virtual time that it may take; an hour by default. */
  readonly within?: Duration;
  /** Whether time moves meanwhile; true by default. */
  readonly advance?: boolean;
  /**
   * Real milliseconds without a sign of life after which it gives up: 250, or 2,000 while time is held or an exchange is under
   * way. For work outside this process, which shows none until it calls.
   */
  readonly hangGuardMs?: number;
}

/** What was waited for. */
interface Found<T> {
  readonly value: T;
  /** Something that belongs to it is about to come to an end, and may do so at the same instant. */
  readonly isUnderWay?: boolean;
}

/** What is waited for, and what to say when it does not come. */
export interface Wanted<T> {
  /** @throws what ends the wait at once */
  check(): Found<T> | undefined;
  /** A sentence without its full stop. */
  readonly what: string;
  /** Whose timeline explains it; the whole fake's by default. */
  readonly run?: string | undefined;
}

/** Explains what goes no further, and what would move it. */
export type Explain = (run: string | undefined) => readonly string[];

export class Waits {
  constructor(
    private readonly pump: Pump,
    private readonly timers: Timers,
    private readonly activity: Activity,
    private readonly chronicle: Chronicle,
    private readonly explain: Explain,
  ) {}

  /** Rejects with the timeline and with what is pending: when time is up, and as soon as nothing can happen any more. */
  until<T>(wanted: Wanted<T>, { within, advance = true, hangGuardMs }: WaitOptions = {}): Promise<T> {
    checkWait(advance, hangGuardMs);
    const began = this.pump.now;
    return this.pump.until<T>({
      check: () => {
        const found = wanted.check();
        return found?.isUnderWay ? undefined : found;
      },
      atRest: wanted.check,
      until: began + millisecondsOf(within ?? DEFAULT),
      moves: advance,
      patienceMs: hangGuardMs,
      late: () => {
        throw this.#failure(wanted, withinWords(within));
      },
      stuck: () => this.#failure(wanted, this.#whyStuck(advance)),
    });
  }

  /** Until nothing is left to happen: no timer that anybody sleeps for, linked ones included, no work, nothing under way. */
  settled({ within, advance = true, hangGuardMs }: WaitOptions = {}): Promise<void> {
    checkWait(advance, hangGuardMs);
    const wanted = { what: 'The fake Port has not come to rest', check: () => undefined };
    return this.pump.until<void>({
      check: wanted.check,
      atRest: () => {
        const isDue = advance && (this.timers.hasSome || this.pump.hasLinkedTimers);
        const isAtRest = !this.activity.isBusy && !this.activity.hasWork && !isDue;
        return isAtRest ? { value: undefined } : undefined;
      },
      until: this.pump.now + millisecondsOf(within ?? DEFAULT),
      moves: advance,
      patienceMs: hangGuardMs,
      late: () => {
        throw this.#failure(wanted, withinWords(within));
      },
      stuck: () => this.#failure(wanted, this.#whyStuck(advance)),
    });
  }

  /** Lets so much time pass, unless `check` throws meanwhile. */
  pass(milliseconds: number, check: () => undefined): Promise<void> {
    return this.pump.until<void>({
      check,
      until: this.pump.now + milliseconds,
      moves: true,
      onward: true,
      late: () => check(),
      stuck: () => this.#failure({ what: 'Time cannot move on', check }, this.#whyStuck(true)),
    });
  }

  #whyStuck(advance: boolean): string {
    if (this.activity.isBusy) return ', and what is under way does not come to an end';
    if (!advance && this.timers.next()) return ', and time stands still, since the wait does not advance it';
    if (this.activity.isSilent)
      return ', and what is not finished has given no sign of life; if it is still at work, wait longer by { hangGuardMs }';
    return ', and nothing is left that could change that';
  }

  #failure({ what, run }: Wanted<unknown>, why: string): Error {
    const timeline = run === undefined ? 'Timeline' : `Timeline of run ${run}`;
    const pending = [...this.#due(), ...this.activity.pending(), ...this.explain(run), ...this.#ofOthers()];
    return new Unmet(
      [
        `${what}${why}.`,
        section(timeline, lastOf(this.chronicle.timeline(run))),
        ...this.#besides(run),
        section('Pending', firstOf(pending)),
      ].join('\n'),
    );
  }

  #besides(run: string | undefined): readonly string[] {
    const stray = this.chronicle.stray();
    if (run === undefined || stray.events.length === 0) return [];
    return [section('Besides, about no run in particular', lastOf(stray))];
  }

  /** Of the timers of the test. What sleeps by them sleeps for ever when they are fake and not linked. */
  #ofOthers(): readonly string[] {
    const { links, hasLinkedTimers } = this.pump;
    if (hasLinkedTimers) return ['timers of the linked clock are due'];
    return hasOtherTimers() && links.size === 0
      ? ['the timers of the test are fake and do not move: link them by port.clock.link(vi)']
      : [];
  }

  #due(): readonly string[] {
    return this.timers.all().map(({ at, why }) => `due in ${offset(at - this.pump.now).slice(1)}: ${why}`);
  }
}

/** Of what is no number nobody can tell whether it has passed: the wait would have no end. @throws TypeError, RangeError */
function checkWait(advance: unknown, hangGuardMs: unknown): void {
  if (typeof advance !== 'boolean') throw new TypeError(`"advance" is true or false, not ${String(advance)}`);
  if (hangGuardMs === undefined || (Number.isFinite(hangGuardMs) && Number(hangGuardMs) >= 0)) return;
  throw new RangeError(`"hangGuardMs" is real milliseconds, none or more, not ${String(hangGuardMs)}`);
}

function withinWords(within: Duration | undefined): string {
  if (within === undefined) return ` within ${DEFAULT} of virtual time; { within } gives it longer`;
  return ` within ${within}${typeof within === 'number' ? 'ms' : ''} of virtual time`;
}
