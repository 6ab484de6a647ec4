import { describe, expect, it } from 'vitest';
import { memoryStore } from '../src/memory.ts';
import * as catalog from './support/catalog.ts';
import { ada, serviceOver } from './support/services.ts';

describe('a blueprint', () => {
  it('relates only to blueprints that exist, itself among them', async () => {
    const service = serviceOver(memoryStore());
    expect(await service.blueprints.create(ada, catalog.service)).toMatchObject({
      error: { code: 'not_found', resource: 'blueprint', identifier: 'team' },
    });
    const relations = { parent: { target: 'team' } };
    expect((await service.blueprints.create(ada, { ...catalog.team, relations })).ok).toBe(true);
  });

  it.each([
    ['target', { target: 'service', required: true, many: false }],
    ['many', { target: 'team', required: true, many: true }],
  ])('keeps the %s of its relations, since entities have been written by it', async (_, owner) => {
    const service = serviceOver(memoryStore());
    await service.blueprints.create(ada, catalog.team);
    await service.blueprints.create(ada, catalog.service);
    const redefined = { ...catalog.service, relations: { owner } };
    for (const answer of [
      await service.blueprints.replace(ada, 'service', redefined),
      await service.blueprints.patch(ada, 'service', { relations: { owner } }),
    ]) {
      expect(answer).toMatchObject({ error: { code: 'relation_fixed', relation: 'owner' } });
    }
    const widened = { ...catalog.service.relations, friend: { target: 'team' } };
    expect((await service.blueprints.patch(ada, 'service', { relations: widened })).ok).toBe(true);
  });

  it('that a delete has left closed tells writers what to do, and opens when it is defined again', async () => {
    const store = memoryStore();
    const service = serviceOver(store);
    await service.blueprints.create(ada, catalog.team);
    await service.blueprints.create(ada, catalog.other);
    const [found] = await store.find('blueprint', { prefix: 'team' });
    if (!found) throw new Error('the blueprint was just made');
    const closed = { ...found.value, closing: true as const };
    const change = {
      kind: 'blueprint',
      key: 'team',
      expected: found.version,
      next: closed,
      pointsAt: [],
    } as const;
    await store.commit({ runs: [], documents: [change], audits: [] });
    expect(await catalog.write(service, 'team', 'core')).toMatchObject({
      error: { code: 'blueprint_closing' },
    });
    expect((await service.blueprints.replace(ada, 'team', catalog.team)).ok).toBe(true);
    expect((await catalog.write(service, 'team', 'core')).ok).toBe(true);
  });
});

it('an action belongs only to a blueprint that exists', async () => {
  const service = serviceOver(memoryStore());
  expect(await service.actions.create(ada, catalog.scale)).toMatchObject({
    error: { code: 'not_found', resource: 'blueprint', identifier: 'team' },
  });
});

it('an entity that merely points at one that is deleted is unlinked from it', async () => {
  const service = serviceOver(memoryStore());
  await service.blueprints.create(ada, catalog.team);
  const relations = { to: { target: 'team' }, all: { target: 'team', many: true } };
  await service.blueprints.create(ada, { ...catalog.other, relations });
  for (const name of ['core', 'apps']) await catalog.write(service, 'team', name);
  await catalog.write(service, 'other', 'x', { relations: { to: 'core', all: ['core', 'apps'] } });
  expect((await catalog.remove(service, 'team', 'core')).ok).toBe(true);
  expect(await service.entities.get('other', 'x')).toMatchObject({
    value: { relations: { to: null, all: ['apps'] } },
  });
});
