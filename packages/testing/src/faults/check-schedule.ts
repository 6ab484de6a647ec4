import { millisecondsOf } from '../time/duration.ts';
import { isCount } from './is-count.ts';
import type { FaultSchedule } from './rule.ts';

/** What a schedule may have together. */
const forms: readonly (readonly string[])[] = [['skip', 'times'], ['every'], ['between'], ['probability']];

/** @throws RangeError for what is no span of time; all else is told to `fail` */
export function checkSchedule(schedule: FaultSchedule, fail: (why: string) => never): void {
  const keys = Object.keys(schedule);
  if (!forms.some((form) => keys.every((key) => form.includes(key))))
    fail(`a schedule has skip, times or every or between or probability, not ${keys.join(' with ')}`);
  if ('times' in schedule && !isCount(schedule.times ?? 1, 1)) fail('"times" is a whole number, 1 or more');
  if ('skip' in schedule && !isCount(schedule.skip ?? 0, 0)) fail('"skip" is a whole number, 0 or more');
  if ('every' in schedule && !isCount(schedule.every, 1)) fail('"every" is a whole number, 1 or more');
  if ('probability' in schedule && !(schedule.probability > 0 && schedule.probability <= 1))
    fail('"probability" is more than 0, and 1 at most');
  if (!('between' in schedule)) return;
  const [from = 0, to = 0] = schedule.between.map(millisecondsOf);
  if (from > to) fail('"between" ends before it begins');
}
