import { operationIds, readsRuns } from '../journal/operations.ts';
import { checkEffect } from './check-effect.ts';
import { checkSchedule } from './check-schedule.ts';
import type { FaultRule } from './rule.ts';

const operations: ReadonlySet<string> = new Set([...Object.values(operationIds), 'delivery']);
/** What a rule may have. */
export const ruleKeys: readonly (keyof FaultRule)[] = ['op', 'effect', 'when', 'schedule', 'label'];
const conditions = ['run', 'action', 'body'];

/** Effects that a delivery can meet; it has no answer of ours that could be spoilt. */
const ofDeliveries: ReadonlySet<string> = new Set([
  'status',
  'latency',
  'hang',
  'reset',
  'lost-response',
  'delivery',
]);

/** A rule that can never do what it says must not lie in wait. @throws TypeError, and RangeError for what is no span of time */
export function checkRule(rule: FaultRule): void {
  const fail = (why: string): never => {
    throw new TypeError(`port.fault: ${why}`);
  };
  if (typeof rule !== 'object' || rule === null) fail(`a rule is an object, not ${String(rule)}`);
  const { op, effect, when = {}, schedule = {}, label = '-' } = rule;
  const strange = (all: object, known: readonly string[]) =>
    Object.keys(all).find((key) => !known.includes(key));
  if (!operations.has(op)) fail(`"${op}" is no operation; there are ${[...operations].join(', ')}`);
  const stranger = strange(rule, ruleKeys);
  if (stranger !== undefined) fail(`a rule has ${ruleKeys.join(', ')}, not "${stranger}"`);
  if (typeof label !== 'string' || label === '') fail('"label" is a text');
  if (typeof when !== 'object' || when === null) fail('"when" is an object');
  const condition = strange(when, conditions);
  if (condition !== undefined) fail(`"when" has ${conditions.join(', ')}, not "${condition}"`);
  for (const key of ['run', 'action'] as const)
    if (typeof (when[key] ?? '') !== 'string' || when[key] === null)
      fail(`"${key}" is the name of one, a text`);
  if (when.body !== undefined && typeof when.body !== 'function')
    fail('"body" is a function of the parsed body');
  checkEffect(effect, fail);
  if (op === 'delivery' && !ofDeliveries.has(effect.kind)) fail(`a delivery cannot meet "${effect.kind}"`);
  if (op !== 'delivery' && effect.kind === 'delivery') fail(`"delivery" is for deliveries, not for "${op}"`);
  if (effect.kind === 'stale-read' && (op === 'delivery' || !readsRuns(op))) fail(`"${op}" reads no runs`);
  if (effect.kind === 'claim-lost' && op !== 'runs.claim') fail(`"${op}" claims nothing`);
  checkSchedule(schedule, fail);
}
