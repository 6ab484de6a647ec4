import type { FakePortOptions, ListenOptions } from './fake-port.ts';
import type { Strictness } from './verify.ts';

type Keys<T> = Record<keyof T, true>;

// One of each, so that none can be forgotten.
const ofFake: Keys<FakePortOptions & ListenOptions> = {
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
  host: true,
  port: true,
  control: true,
};
const ofStrict: Keys<Strictness> = {
  unknownOperations: true,
  unusedFaults: true,
  pendingRuns: true,
  leakedWork: true,
};
const ofDelivery: Keys<NonNullable<FakePortOptions['delivery']>> = { timeout: true, nonCanonical: true };
const ofJournal: Keys<NonNullable<FakePortOptions['journal']>> = { max: true };

/** An option that is misspelt would do nothing, and nobody would know. @throws TypeError */
export function checkOptions(options: FakePortOptions): void {
  known('a fake', options, ofFake);
  known('"strict"', options.strict, ofStrict);
  known('"delivery"', options.delivery, ofDelivery);
  known('"journal"', options.journal, ofJournal);
  for (const list of ['actions', 'blueprints', 'entities', 'faults'] as const)
    if (options[list] !== undefined && !Array.isArray(options[list]))
      throw new TypeError(`createFakePort: "${list}" is a list`);
}

function known(what: string, given: unknown, keys: object): void {
  const stranger = Object.keys(Object(given)).find((key) => !Object.hasOwn(keys, key));
  if (stranger !== undefined)
    throw new TypeError(`createFakePort: ${what} has ${Object.keys(keys).join(', ')}, not "${stranger}"`);
}
