import { describe, expect, it } from 'vitest';
import { ada, executionOf, instant, openRun, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import * as catalog from './support/catalog.ts';

const moment = { at: instant, by: 'ada' };

async function withRun() {
  const store = memoryStore();
  const service = serviceOver(store);
  await service.blueprints.create(ada, catalog.team);
  await service.blueprints.create(ada, catalog.service);
  const run = await openRun(service);
  const events = async (of = run) =>
    (await store.changes({ run: of, after: 0, limit: 100 })).map(({ event }) => event);
  return { store, service, run, events };
}

describe('an entity that is written under a run', () => {
  it('is among what happened to the run, as made, changed and deleted', async () => {
    const { service, run, events } = await withRun();
    await catalog.write(service, 'team', 'core', {}, { run });
    await catalog.write(service, 'team', 'core', { title: 'Core' }, { run, mode: 'patch' });
    await service.entities.delete(ada, 'team', 'core', { run, dependents: false });
    const tied = { type: 'tied', blueprint: 'team', entity: 'core', ...moment };
    expect(await events()).toEqual(['CREATE', 'UPDATE', 'DELETE'].map((change) => ({ ...tied, change })));
  });

  it('leaves the run itself as it was', async () => {
    const { store, service, run } = await withRun();
    const before = await store.run(run);
    await catalog.write(service, 'team', 'core', {}, { run });
    expect(await store.run(run)).toEqual(before);
  });

  it('is one of several, each in its turn: of one request, and what a relation made on the way', async () => {
    const { service, run, events } = await withRun();
    await catalog.write(
      service,
      'service',
      'checkout',
      { relations: { owner: 'core' } },
      { run, createMissing: true },
    );
    const entities = (await events()).map((event) => (event.type === 'tied' ? event.entity : event.type));
    expect(entities.toSorted()).toEqual(['checkout', 'core']);
  });

  it('becomes the entity of a run that is to create it, behind the tie', async () => {
    const { store, service, events } = await withRun();
    await service.actions.create(ada, {
      ...catalog.scale,
      identifier: 'found',
      trigger: {
        type: 'self-service',
        operation: 'CREATE',
        userInputs: { properties: {} },
        blueprintIdentifier: 'team',
      },
    });
    const started = await service.runs.execute(ada, executionOf('found'));
    if (!started.ok) throw new Error(started.error.code);
    await catalog.write(service, 'team', 'core', {}, { run: started.value.id });
    expect((await events(started.value.id)).map(({ type }) => type)).toEqual(['tied', 'entity adopted']);
    expect(store.peek.run(started.value.id)?.entity).toBe('core');
  });

  it('leaves nothing with the run when it is refused', async () => {
    const { service, run, events } = await withRun();
    const refused = await catalog.write(service, 'service', 'checkout', {}, { run });
    expect(refused.ok).toBe(false);
    expect(await events()).toEqual([]);
  });
});
