import { operationIds, readsRuns } from '../journal/operations.ts';
import { millisecondsOf } from '../time/duration.ts';
import type { FaultRule } from './rule.ts';

const known: ReadonlySet<string> = new Set([...Object.values(operationIds), 'delivery']);

/** Effects that a delivery can meet; it has no answer of ours that could be spoilt. */
const ofDeliveries: ReadonlySet<string> = new Set([
  'status',
  'latency',
  'hang',
  'reset',
  'lost-response',
  'delivery',
]);

/** A rule that can never do what it says must not lie in wait. @throws TypeError */
export function checkRule({ op, effect, schedule = {} }: FaultRule): void {
  const fail = (why: string): never => {
    throw new TypeError(`port.fault: ${why}`);
  };
  if (!known.has(op)) fail(`"${op}" is no operation; there are ${[...known].join(', ')}`);
  if (op === 'delivery' && !ofDeliveries.has(effect.kind)) fail(`a delivery cannot meet "${effect.kind}"`);
  if (op !== 'delivery' && effect.kind === 'delivery') fail(`"delivery" is for deliveries, not for "${op}"`);
  if (effect.kind === 'stale-read' && (op === 'delivery' || !readsRuns(op))) fail(`"${op}" reads no runs`);
  if (effect.kind === 'claim-lost' && op !== 'runs.claim') fail(`"${op}" claims nothing`);
  if (effect.kind === 'latency' || effect.kind === 'stale-read') millisecondsOf(effect.by);
  const isCount = (count: number, from: number) => Number.isInteger(count) && count >= from;
  if ('times' in schedule && !isCount(schedule.times ?? 1, 1)) fail('"times" is a whole number, 1 or more');
  if ('skip' in schedule && !isCount(schedule.skip ?? 0, 0)) fail('"skip" is a whole number, 0 or more');
  if ('every' in schedule && !isCount(schedule.every, 1)) fail('"every" is a whole number, 1 or more');
  if ('probability' in schedule && !(schedule.probability > 0 && schedule.probability <= 1))
    fail('"probability" is more than 0, and 1 at most');
  if (!('between' in schedule)) return;
  const [from = 0, to = 0] = schedule.between.map(millisecondsOf);
  if (from > to) fail('"between" ends before it begins');
}
