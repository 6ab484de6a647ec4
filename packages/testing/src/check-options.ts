import type { FakePortOptions } from './fake-port.ts';
import { checkRule } from './faults/check-rule.ts';
import { checkMax } from './journal/check-max.ts';
import { millisecondsOf } from './time/duration.ts';
import type { Strictness } from './verify.ts';

type Keys<T> = Record<keyof T, true>;

// One of each, so that none can be forgotten.
const ofFake: Keys<FakePortOptions> = {
  actions: true,
  blueprints: true,
  entities: true,
  seed: true,
  now: true,
  state: true,
  profile: true,
  rateLimit: true,
  app: true,
  faults: true,
  strict: true,
  delivery: true,
  journal: true,
};
const ofStrict: Keys<Strictness> = {
  unknownOperations: true,
  unusedFaults: true,
  pendingRuns: true,
  leakedWork: true,
};
const ofDelivery: Keys<NonNullable<FakePortOptions['delivery']>> = { timeout: true, nonCanonical: true };
const ofJournal: Keys<NonNullable<FakePortOptions['journal']>> = { max: true };
const lists = ['actions', 'blueprints', 'entities', 'faults'] as const;

export const optionKeys = Object.keys(ofFake) as readonly (keyof FakePortOptions)[];

/**
 * What is misspelt would be left out without a word, and what is wrong be met only by whoever asks first.
 * @throws TypeError, and RangeError for what is no span of time
 */
export function checkOptions(options: FakePortOptions): void {
  known('a fake', options, ofFake);
  for (const list of lists)
    if (options[list] !== undefined && !Array.isArray(options[list])) fail(`"${list}" is a list`);
  const { profile = 'seed', rateLimit, strict = true, delivery = {}, journal = {}, faults = [] } = options;
  if (profile !== 'seed' && profile !== 'openapi') fail('"profile" is seed or openapi');
  if (rateLimit !== undefined && !(rateLimit?.limit >= 0 && rateLimit.periodSeconds > 0))
    fail('"rateLimit" is { limit, periodSeconds }');
  if (typeof strict !== 'boolean') known('"strict"', strict, ofStrict);
  known('"delivery"', delivery, ofDelivery);
  if (delivery.timeout !== undefined) millisecondsOf(delivery.timeout);
  known('"journal"', journal, ofJournal);
  checkMax(journal.max);
  for (const rule of faults) checkRule(rule);
}

function known(what: string, given: unknown, keys: object): void {
  if (typeof given !== 'object' || given === null) fail(`${what} is told in an object`);
  const stranger = Object.keys(given as object).find((key) => !Object.hasOwn(keys, key));
  if (stranger !== undefined) fail(`${what} has ${Object.keys(keys).join(', ')}, not "${stranger}"`);
}

function fail(why: string): never {
  throw new TypeError(`createFakePort: ${why}`);
}
