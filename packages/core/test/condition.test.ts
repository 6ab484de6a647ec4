import { describe, expect, it } from 'vitest';
import { ada, executionOf, serviceOver } from '../../testing/src/store/support/services.ts';
import type { SearchQuery } from '../src/catalog/search/query.ts';
import { type MemoryStore, memoryStore } from '../src/memory.ts';
import { write } from './support/catalog.ts';

async function executed(condition: SearchQuery, around = (store: MemoryStore) => store) {
  const store = around(memoryStore());
  const service = serviceOver(store);
  const { actions, blueprints, runs } = service;
  await blueprints.create(ada, {
    identifier: 'service',
    title: 'Service',
    schema: { properties: { tier: { type: 'string' } } },
    relations: { owner: { target: '_team' } },
  });
  for (const [identifier, tier] of [
    ['cart', 'gold'],
    ['pay', 'tin'],
  ] as const) {
    const input = { properties: { tier }, relations: { owner: tier } };
    await write(service, '_team', tier);
    await write(service, 'service', identifier, input);
  }
  await actions.create(ada, {
    identifier: 'scale',
    trigger: {
      type: 'self-service',
      operation: 'DAY-2',
      blueprintIdentifier: 'service',
      userInputs: { properties: {} },
      condition,
    },
    invocationMethod: { type: 'KAFKA' },
  });
  const of = (entity: string) => runs.execute(ada, { ...executionOf('scale'), entity });
  return { store, cart: await of('cart'), pay: await of('pay') };
}

const isGold = { property: 'tier', operator: '=', value: 'gold' } as const;

describe('an action on entities that meet a condition', () => {
  it.each<[string, SearchQuery]>([
    ['on a property', { combinator: 'and', rules: [isGold] }],
    [
      'one of several, nested',
      {
        combinator: 'or',
        rules: [
          { ...isGold, value: 'lead' },
          { combinator: 'and', rules: [isGold] },
        ],
      },
    ],
    [
      'on what it relates to',
      { combinator: 'and', rules: [{ operator: 'relatedTo', blueprint: '_team', value: 'gold' }] },
    ],
  ])('is executed for those alone: %s', async (_, condition) => {
    const { store, cart, pay } = await executed(condition);
    expect(cart).toMatchObject({ ok: true });
    expect(pay).toEqual({ ok: false, error: { code: 'condition_not_met', action: 'scale', entity: 'pay' } });
    expect((await store.runs({ limit: 10 })).items).toHaveLength(1);
  });

  it('reads no other entity for a rule on the entity alone', async () => {
    const kinds: string[] = [];
    await executed({ combinator: 'and', rules: [isGold] }, (store) => ({
      ...store,
      find: (kind, query) => {
        kinds.push(kind);
        return store.find(kind, query);
      },
    }));
    expect(kinds).not.toContain('entity');
  });
});
