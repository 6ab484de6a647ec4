import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ada, openRun, serviceOver } from '../../testing/src/store/support/services.ts';
import { pointersOfAction, pointersOfBlueprint } from '../src/catalog/pointers.ts';
import { type MemoryStore, memoryStore } from '../src/memory.ts';
import type { Service } from '../src/service/service.ts';
import type { Commit } from '../src/store/commit.ts';
import type { Store } from '../src/store/store.ts';
import * as catalog from './support/catalog.ts';
import { scheduled } from './support/scheduled.ts';

type Race = (one: Service, other: Service) => readonly Promise<{ readonly ok: boolean }>[];

/** Runs a race over many orders of its steps; `check` sees which contenders succeeded, and what is left. */
async function inManyOrders(
  prepare: (service: Service) => Promise<unknown>,
  contend: Race,
  check: (
    succeeded: readonly boolean[],
    store: MemoryStore,
    service: Service,
    commits: readonly Commit[],
  ) => Promise<void> | void,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const store = memoryStore();
      const service = serviceOver(store);
      await prepare(service);
      const commits: Commit[] = [];
      const recorded: Store = {
        ...store,
        commit: async (change) => {
          const outcome = await store.commit(change);
          if (outcome.committed) commits.push(change);
          return outcome;
        },
      };
      const contenders = ['a', 'b'].map((name) => serviceOver(scheduled(recorded, scheduler), name));
      const outcomes = await scheduler.waitFor(Promise.all(contend(...(contenders as [Service, Service]))));
      await check(
        outcomes.map(({ ok }) => ok),
        store,
        service,
        commits,
      );
    }),
    { numRuns: 100 },
  );
}

const blueprints = async (service: Service) => {
  await service.blueprints.create(ada, catalog.team);
  await service.blueprints.create(ada, catalog.service);
};

describe('catalog writes at the same time', () => {
  it('create one entity of a name', () =>
    inManyOrders(
      blueprints,
      (one, other) =>
        [one, other].map((service) => catalog.write(service, 'team', 'core', {}, { mode: 'create' })),
      (succeeded) => expect(succeeded.filter(Boolean)).toHaveLength(1),
    ));

  it('keep both of two merges of different keys', () =>
    inManyOrders(
      async (service) => {
        await blueprints(service);
        await catalog.write(service, 'team', 'core');
      },
      (one, other) => [
        catalog.write(one, 'team', 'core', { title: 'Core' }, { mode: 'patch' }),
        catalog.write(other, 'team', 'core', { icon: 'Team' }, { mode: 'patch' }),
      ],
      async (_, __, service) => {
        const found = await service.entities.get('team', 'core');
        expect(found).toMatchObject({ value: { title: 'Core', icon: 'Team' } });
      },
    ));

  it('never leave a required relation pointing at nothing', () =>
    inManyOrders(
      async (service) => {
        await blueprints(service);
        await catalog.write(service, 'team', 'core');
      },
      (one, other) => [
        catalog.write(one, 'service', 'checkout', { relations: { owner: 'core' } }),
        catalog.remove(other, 'team', 'core'),
      ],
      (succeeded) => expect(succeeded.filter(Boolean)).toHaveLength(1),
    ));

  it('never leave an entity without its blueprint, and never lose a blueprint that has one', () =>
    inManyOrders(
      (service) => service.blueprints.create(ada, catalog.team),
      (one, other) => [
        catalog.write(one, 'team', 'core'),
        other.blueprints.delete(ada, 'team', { actions: false }),
      ],
      async (succeeded, store) => {
        const entities = await store.find('entity', {});
        const left = await store.find('blueprint', {});
        expect(entities.length <= left.length).toBe(true);
        expect(succeeded[0]).toBe(entities.length === 1);
        expect(left.every(({ value }) => value.closing === undefined)).toBe(true);
      },
    ));

  it('are not turned away by the delete of a blueprint that is refused', () =>
    inManyOrders(
      async (service) => {
        await service.blueprints.create(ada, catalog.team);
        await catalog.write(service, 'team', 'core');
      },
      (one, other) => [
        catalog.write(one, 'team', 'apps'),
        other.blueprints.delete(ada, 'team', { actions: false }),
      ],
      (succeeded) => expect(succeeded).toEqual([true, false]),
    ));

  const execution = {
    action: 'scale',
    properties: {},
    runAs: undefined,
    source: 'API',
    entity: 'core',
  } as const;
  const scalable = async (service: Service) => {
    await service.blueprints.create(ada, catalog.team);
    await catalog.write(service, 'team', 'core');
    await service.actions.create(ada, catalog.scale);
  };
  const placeOf = (commits: readonly Commit[], test: (commit: Commit) => boolean) => commits.findIndex(test);
  const startsRun = ({ runs }: Commit) => runs.some(({ expected }) => expected === 0);
  const deletes = (kind: string) => (commit: Commit) =>
    commit.documents.some((change) => change.kind === kind && change.next === 'deleted');

  it.each([
    ['an action', 'action', (service: Service) => service.actions.delete(ada, 'scale')],
    ['an entity', 'entity', (service: Service) => catalog.remove(service, 'team', 'core')],
  ])('never start a run of %s that is gone', (_, kind, remove) =>
    inManyOrders(
      scalable,
      (one, other) => [one.runs.execute(ada, execution), remove(other)],
      (succeeded, _store, _service, commits) => {
        const [started, gone] = [placeOf(commits, startsRun), placeOf(commits, deletes(kind))];
        expect(gone).toBeGreaterThan(-1);
        expect(started === -1 || started < gone).toBe(true);
        expect(succeeded).toEqual([started !== -1, true]);
      },
    ),
  );

  it.each([
    ['a blueprint that relates to it', (service: Service) => service.blueprints.create(ada, catalog.service)],
    ['an action of it', (service: Service) => service.actions.create(ada, catalog.scale)],
  ])('never leave %s without the blueprint', (_, make) =>
    inManyOrders(
      (service) => service.blueprints.create(ada, catalog.team),
      (one, other) => [make(one), other.blueprints.delete(ada, 'team', { actions: false })],
      async (_succeeded, store) => {
        const [blueprints, actions] = await Promise.all([
          store.find('blueprint', {}),
          store.find('action', {}),
        ]);
        const names = blueprints.map(({ value }) => value.definition.identifier);
        const needed = [
          ...blueprints.flatMap(({ value }) => pointersOfBlueprint(value).map(({ key }) => key)),
          ...actions.flatMap(({ value }) => pointersOfAction(value).map(({ key }) => key)),
        ];
        expect(names).toEqual(expect.arrayContaining(needed));
      },
    ),
  );

  it('refuse each of two deletes of a blueprint that has entities, and leave it open', () =>
    inManyOrders(
      scalable,
      (one, other) =>
        [one, other].map((service) => service.blueprints.delete(ada, 'team', { actions: true })),
      async (succeeded, store) => {
        expect(succeeded).toEqual([false, false]);
        expect((await store.find('blueprint', {})).map(({ value }) => value.closing)).toEqual([undefined]);
      },
    ));

  it('tie an entity to a run if and only if the write is accepted, while the run is ended', () =>
    inManyOrders(
      async (service) => {
        await blueprints(service);
        await openRun(service);
      },
      (one, other) => [
        catalog.write(one, 'team', 'core', {}, { run: 'run_s1' }),
        other.runs.update(ada, 'run_s1', { status: 'SUCCESS' }),
      ],
      async (succeeded, store) => {
        const tied = store.peek.audits('run_s1').filter(({ resource }) => resource === 'entity');
        expect(tied).toHaveLength(succeeded[0] ? 1 : 0);
        expect((await store.find('entity', {})).length).toBe(succeeded[0] ? 1 : 0);
        expect(store.peek.run('run_s1')?.status).toBe('SUCCESS');
      },
    ));
});
