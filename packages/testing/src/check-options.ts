import type { FakePortOptions } from './fake-port.ts';
import { checkRule } from './faults/check-rule.ts';
import { checkMax } from './journal/check-max.ts';
import { millisecondsOf } from './time/duration.ts';
import type { Strictness } from './verify.ts';

/** All that a fake may be told. */
export const optionKeys: readonly (keyof FakePortOptions)[] = [
  'blueprints',
  'entities',
  'actions',
  'seed',
  'now',
  'state',
  'profile',
  'rateLimit',
  'app',
  'faults',
  'strict',
  'delivery',
  'journal',
];
const lists = ['blueprints', 'entities', 'actions', 'faults'] as const;
const findings: readonly (keyof Strictness)[] = [
  'unknownOperations',
  'unusedFaults',
  'pendingRuns',
  'leakedWork',
];

/**
 * What is misspelt would be left out without a word, and what is wrong be met only by whoever asks first.
 * @throws TypeError, and RangeError for what is no span of time
 */
export function checkOptions(options: FakePortOptions): void {
  checkKeys('an option', options, optionKeys);
  for (const list of lists)
    if (options[list] !== undefined && !Array.isArray(options[list])) fail(`"${list}" is a list`);
  const { profile = 'seed', rateLimit, strict = true, delivery = {}, journal = {}, faults = [] } = options;
  if (profile !== 'seed' && profile !== 'openapi') fail('"profile" is seed or openapi');
  if (rateLimit !== undefined && !(rateLimit?.limit >= 0 && rateLimit.periodSeconds > 0))
    fail('"rateLimit" is { limit, periodSeconds }');
  if (typeof strict !== 'boolean') checkKeys('"strict"', strict, findings);
  checkKeys('"delivery"', delivery, ['timeout', 'nonCanonical']);
  if (delivery.timeout !== undefined) millisecondsOf(delivery.timeout);
  checkKeys('"journal"', journal, ['max']);
  checkMax(journal.max);
  for (const rule of faults) checkRule(rule);
}

function checkKeys(what: string, given: unknown, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null) fail(`${what} is given in an object`);
  const stranger = Object.keys(given as object).find((key) => !known.includes(key));
  if (stranger !== undefined) fail(`${what} is one of ${known.join(', ')}, not "${stranger}"`);
}

function fail(why: string): never {
  throw new TypeError(`createFakePort: ${why}`);
}
