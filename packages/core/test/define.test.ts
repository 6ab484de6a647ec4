import { describe, expect, it } from 'vitest';
import { ada, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import * as catalog from './support/catalog.ts';

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
    await store.commit({ runs: [], documents: [change], audits: [], tasks: [], receipt: undefined });
    const refused = { error: { code: 'blueprint_closing' } };
    expect(await catalog.write(service, 'team', 'core')).toMatchObject(refused);
    // Nor may a stub appear in it.
    const stub = [{ relations: { to: 'new' } }, { createMissing: true }] as const;
    expect(await catalog.write(service, 'other', 'x', ...stub)).toMatchObject(refused);
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

describe('an entity whose blueprint was redefined', () => {
  const redefined = async () => {
    const service = serviceOver(memoryStore());
    await service.blueprints.create(ada, catalog.team);
    const properties = { old: { type: 'string' }, kept: { type: 'string' } };
    await service.blueprints.create(ada, { ...catalog.other, schema: { properties } });
    await catalog.write(service, 'team', 'core');
    await catalog.write(service, 'other', 'x', {
      properties: { old: '1', kept: '2' },
      relations: { to: 'core' },
    });
    const { old: _, ...schema } = properties;
    await service.blueprints.replace(ada, 'other', {
      ...catalog.other,
      schema: { properties: schema },
      relations: {},
    });
    return service;
  };

  it('can be patched, and loses what is no longer defined', async () => {
    const service = await redefined();
    const patched = await catalog.write(
      service,
      'other',
      'x',
      { properties: { kept: '3' } },
      { mode: 'patch' },
    );
    expect(patched).toMatchObject({ value: { entity: { properties: { kept: '3' }, relations: {} } } });
    expect(patched.ok && Object.keys(patched.value.entity.properties)).toEqual(['kept']);
  });

  it('is not deleted with what it is no longer related to', async () => {
    const service = await redefined();
    const options = { run: undefined, dependents: true };
    expect((await service.entities.delete(ada, 'team', 'core', options)).ok).toBe(true);
    expect((await service.entities.get('other', 'x')).ok).toBe(true);
  });
});
