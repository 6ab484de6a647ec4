import { memoryStore } from '@berth/core/memory';
import { describe, expect, it } from 'vitest';
import { callInProcess, createBerth, plant } from '../src/index.ts';

const caller = { id: 'ada' };

describe('a seed', () => {
  const schema = { properties: {} };
  const service = { identifier: 'service', title: 'Service', schema };
  const team = { identifier: 'team', title: 'Team', schema };

  it.each([
    ['blueprints', { blueprints: [service, team, service] }, '[2]', '"service"'],
    ['entities', { entities: ['a', 'b', 'b'].map((name) => entity('service', name)) }, '[2]', '"b"'],
    ['actions', { actions: ['a', 'b', 'b'].map((identifier) => ({ identifier })) }, '[2]', '"b"'],
  ])('with two %s of one name is refused, since one would be left out', async (list, seed, at, name) => {
    const berth = createBerth({ store: memoryStore() });
    const message = await plant(berth, seed).then(String, String);
    expect(message).toContain(`seed: ${list}${at} and ${list}`);
    expect(message).toContain(` are both ${name}`);
    const request = { method: 'GET', path: '/blueprints/service', body: {}, caller };
    expect((await callInProcess(berth, request)).status).toBe(404);
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
