import { memoryStore } from '@berth/core/memory';
import { describe, expect, it } from 'vitest';
import { callInProcess, createBerth, plant, type Seed } from '../src/index.ts';

const caller = { id: 'ada' };

describe('a seed', () => {
  const schema = { properties: {} };
  const service = { identifier: 'service', title: 'Service', schema };
  const team = { identifier: 'team', title: 'Team', schema };

  it.each([
    [
      'blueprints',
      { blueprints: [service, team, service] },
      'blueprints[2] and blueprints[0] are both "service"',
    ],
    [
      'entities',
      { blueprints: [service], entities: ['a', 'b', 'b'].map((name) => entity('service', name)) },
      'entities[2] and entities[1] are both "b"',
    ],
    [
      'actions',
      { blueprints: [service], actions: ['a', 'b', 'b'].map((identifier) => ({ identifier })) },
      'actions[2] and actions[1] are both "b"',
    ],
  ])('with two %s of one name is refused, since one would be left out', async (_, seed, why) => {
    const berth = createBerth({ store: memoryStore() });
    await expect(plant(berth, seed)).rejects.toThrow(new Error(`seed: ${why}`));
    const request = { method: 'GET', path: '/blueprints/service', body: {}, caller };
    expect((await callInProcess(berth, request)).status).toBe(404);
  });

  it.each([
    [{ blueprints: [null] }, 'seed: blueprints[0] was refused: '],
    [{ entities: [null] }, 'seed: entities[0] names no blueprint'],
    [{ actions: ['deploy'] }, 'seed: actions[0] was refused: '],
  ])('with what is no object is refused by its place: %j', async (seed, why) => {
    const planting = plant(createBerth({ store: memoryStore() }), seed as unknown as Seed);
    await expect(planting).rejects.toThrow(why);
  });

  it('may have entities of one name in two blueprints, and entities without one', async () => {
    const berth = createBerth({ store: memoryStore() });
    const blueprints = [service, team];
    const entities = [entity('service', 'a'), entity('team', 'a'), entity('team'), entity('team')];
    await expect(plant(berth, { blueprints, entities })).resolves.toBeUndefined();
  });
});

function entity(blueprint: string, identifier?: string) {
  return { blueprint, ...(identifier === undefined ? {} : { identifier }) };
}
