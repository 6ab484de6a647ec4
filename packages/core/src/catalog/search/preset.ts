import type { DatePreset } from './query.ts';

export interface Period {
  readonly from: number;
  readonly to: number;
}

const day = 24 * 60 * 60 * 1000;

/** Port's docs: today and its neighbours are calendar days (here UTC), a month 30 days, a year 365. */
const presets: ReadonlyMap<string, (now: number) => Period> = new Map<DatePreset, (now: number) => Period>([
  ['today', calendarDay(0)],
  ['tomorrow', calendarDay(1)],
  ['yesterday', calendarDay(-1)],
  ['lastDay', last(1)],
  ['lastWeek', last(7)],
  ['last2Weeks', last(14)],
  ['lastMonth', last(30)],
  ['last3Months', last(90)],
  ['last6Months', last(180)],
  ['last12Months', last(365)],
]);

/** The period a preset names, seen from `now`. */
export function presetPeriod(preset: string, now: number): Period | undefined {
  return presets.get(preset)?.(now);
}

function calendarDay(offset: number): (now: number) => Period {
  return (now) => {
    const from = (Math.floor(now / day) + offset) * day;
    return { from, to: from + day - 1 };
  };
}

function last(days: number): (now: number) => Period {
  return (now) => ({ from: now - days * day, to: now });
}
