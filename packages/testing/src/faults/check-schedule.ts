import { millisecondsOf } from '../time/duration.ts';
import { isCount } from './is-count.ts';
import type { FaultSchedule } from './rule.ts';

/** What a schedule may have together. */
const forms: readonly (readonly string[])[] = [['skip', 'times'], ['every'], ['between'], ['probability']];

/** @throws RangeError for what is no span of time; all else is told to `fail` */
export function checkSchedule(schedule: FaultSchedule, fail: (why: string) => never): void {
  if (typeof schedule !== 'object' || schedule === null) fail('a schedule is an object');
  const keys = Object.keys(schedule);
  if (!forms.some((form) => keys.every((key) => form.includes(key))))
    fail(`a schedule has skip, times or every or between or probability, not ${keys.join(' with ')}`);
  const { times = 1, skip = 0 } = schedule as { readonly times?: unknown; readonly skip?: unknown };
  if (!isCount(times, 1)) fail('"times" is a whole number, 1 or more');
  if (!isCount(skip, 0)) fail('"skip" is a whole number, 0 or more');
  if ('every' in schedule && !isCount(schedule.every, 1)) fail('"every" is a whole number, 1 or more');
  if ('probability' in schedule && !isShare(schedule.probability))
    fail('"probability" is more than 0, and 1 at most');
  if (!('between' in schedule)) return;
  const { between } = schedule;
  if (!Array.isArray(between) || between.length !== 2) fail('"between" is two spans of time');
  const [from = 0, to = 0] = between.map(millisecondsOf);
  if (from >= to) fail('"between" ends no later than it begins');
}

function isShare(share: unknown): boolean {
  return typeof share === 'number' && share > 0 && share <= 1;
}
