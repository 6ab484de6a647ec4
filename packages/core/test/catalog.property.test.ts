import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ada, openRun, serviceOver } from '../../testing/src/store/support/services.ts';
import type { Entity, RelationValue } from '../src/catalog/entity.ts';
import type { WriteMode } from '../src/catalog/write-entity.ts';
import { memoryStore } from '../src/memory.ts';
import type { Service } from '../src/service/service.ts';
import type { Store } from '../src/store/store.ts';
import { service as serviceBlueprint, team } from './support/catalog.ts';

/** A service has an owner and may have friends; all names come from a small pool, so that they meet. */
const blueprint = {
  ...serviceBlueprint,
  relations: { ...serviceBlueprint.relations, friends: { target: 'service', many: true } },
};
const name = fc.constantFrom('a', 'b', 'c');
const blueprintName = fc.constantFrom('team', 'service', 'team', 'service', 'nowhere');
const owner: fc.Arbitrary<RelationValue> = fc.oneof(
  { weight: 10, arbitrary: name },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.array(name, { maxLength: 2 }) },
);
const friends = fc.array(name, { maxLength: 3 });
const relations = fc.oneof(
  { weight: 8, arbitrary: fc.record({ owner, friends }) },
  { weight: 1, arbitrary: fc.record({ owner, friends, unknown: name }, { requiredKeys: [] }) },
);

type Step = (service: Service) => Promise<{ readonly ok: boolean }>;

const write: fc.Arbitrary<Step> = fc
  .record({
    to: blueprintName,
    mode: fc.constantFrom<WriteMode[]>('create', 'upsert', 'merge', 'replace', 'patch'),
    identifier: name,
    input: fc.oneof(fc.record({ relations, title: fc.string() }), fc.record({ title: fc.string() })),
    run: fc.constantFrom(undefined, undefined, 'run_s1', 'run_unknown'),
    createMissing: fc.boolean(),
    validateOnly: fc.constantFrom(false, false, true),
  })
  .map(({ to, mode, identifier, input, ...options }) => async (service: Service) => {
    const answer = await service.entities.write(ada, to, [{ mode, identifier, input }], options);
    const [outcome] = answer.ok ? answer.value : [answer];
    return { ok: outcome?.ok === true && !options.validateOnly };
  });

const remove: fc.Arbitrary<Step> = fc
  .record({
    from: blueprintName,
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
    dependents: fc.boolean(),
  })
  .map(({ from, names, dependents }) => (service: Service) => {
    const options = { run: undefined, dependents };
    const [first = ''] = names;
    return names.length === 1
      ? service.entities.delete(ada, from, first, options)
      : service.entities.deleteMany(ada, from, names, options);
  });

const drop: fc.Arbitrary<Step> = fc.record({ identifier: blueprintName }).map(
  ({ identifier }) =>
    (service: Service) =>
      service.blueprints.delete(ada, identifier, { actions: true }),
);

async function catalogOf(store: Store) {
  const [entities, blueprints, audits] = await Promise.all([
    store.find('entity', {}),
    store.find('blueprint', {}),
    store.audits({ limit: 1000 }),
  ]);
  return {
    entities: entities.map(({ value }) => value),
    blueprints: blueprints.map(({ value }) => value.definition.identifier),
    audits: audits.length,
  };
}

function expectSound(entities: readonly Entity[], blueprints: readonly string[]): void {
  const teams = entities.filter((each) => each.blueprint === 'team').map(({ identifier }) => identifier);
  const services = entities.filter((each) => each.blueprint === 'service');
  const names = services.map(({ identifier }) => identifier);
  for (const entity of entities) expect(blueprints).toContain(entity.blueprint);
  for (const { relations: held } of services) {
    if (typeof held.owner === 'string') expect(teams).toContain(held.owner);
    for (const friend of [held.friends ?? []].flat()) expect(names).toContain(friend);
  }
}

it('any list of catalog commands leaves no relation pointing at nothing, and a refused one changes nothing', async () => {
  const step = fc.oneof(
    { weight: 8, arbitrary: write },
    { weight: 3, arbitrary: remove },
    { weight: 1, arbitrary: drop },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const store = memoryStore();
      const service = serviceOver(store);
      await openRun(service);
      await service.blueprints.create(ada, team);
      await service.blueprints.create(ada, blueprint);
      for (const each of steps) {
        const before = await catalogOf(store);
        const { ok } = await each(service);
        const after = await catalogOf(store);
        if (!ok) expect(after).toEqual(before);
        expectSound(after.entities, after.blueprints);
      }
    }),
    { numRuns: 200 },
  );
});
