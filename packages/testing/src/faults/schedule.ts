import { createHash } from 'node:crypto';
import { millisecondsOf } from '../time/duration.ts';
import type { FaultSchedule } from './rule.ts';

export interface Occasion {
  /** Of the exchanges that match, which one it is, from 1. */
  readonly nth: number;
  /** Milliseconds since the fault was set. */
  readonly elapsed: number;
  /** Names the fault among all of all fakes. */
  readonly seed: string;
}

/** Whether a fault meets the exchange. */
export function meets(schedule: FaultSchedule, { nth, elapsed, seed }: Occasion): boolean {
  if ('every' in schedule) return nth % schedule.every === 0;
  if ('between' in schedule) {
    const [from, to] = schedule.between.map(millisecondsOf);
    return elapsed >= (from ?? 0) && elapsed < (to ?? 0);
  }
  if ('probability' in schedule) return drawn(`${seed}/${nth}`) < schedule.probability;
  const { skip = 0, times = Number.POSITIVE_INFINITY } = schedule;
  return nth > skip && nth <= skip + times;
}

/** A number below 1 that follows from a text. */
export function drawn(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}
