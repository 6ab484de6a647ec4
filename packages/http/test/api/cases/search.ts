import { expect, it } from 'vitest';
import { MAX_PATH_STEPS, MAX_RELATION_RULES, MAX_SEARCH_RULES } from '../../../src/limits.ts';
import { credentials } from '../credentials.ts';
import type { Given } from '../describe-api.ts';
import { createEntity, defineBlueprint, entityPath } from '../entities.ts';
import { expectRefused, expectStatus } from '../world.ts';

type Rule = Readonly<Record<string, unknown>>;

const properties = {
  language: { type: 'string' },
  stars: { type: 'number' },
  tags: { type: 'array', items: { type: 'string' } },
  live: { type: 'boolean' },
  until: { type: 'string', format: 'date-time' },
};

export function searchCases({ api, openApi }: Given): void {
  let cast: Promise<{ blueprint: string; team: string }> | undefined;

  /** Four services, one pointing at the next, and a team that two of them belong to; no case changes them. */
  const scene = () => (cast ??= prepare());

  async function prepare() {
    const team = await defineBlueprint(api());
    await createEntity(api(), team, { identifier: 'core' });
    const blueprint = await defineBlueprint(api(), { schema: { properties } });
    const one = (target: string) => ({ target, required: false, many: false });
    const relations = { next: one(blueprint), owner: { ...one(team), required: true } };
    const services = [
      { identifier: 'd', title: 'Dee', properties: { stars: 40, tags: [], live: false } },
      { identifier: 'c', title: 'Cee', properties: { language: 'go', stars: 30, tags: ['x'] } },
      {
        identifier: 'b',
        title: 'Bee',
        team: ['t1'],
        properties: { language: 'java', tags: ['x', 'y'], live: true },
      },
      { identifier: 'a', properties: { language: 'go', stars: 10, until: '2020-01-01T00:00:00Z' } },
    ];
    await expectStatus(200, api().patch(`/blueprints/${blueprint}`, { relations }));
    let next: string | null = null;
    for (const service of services) {
      await createEntity(api(), blueprint, { ...service, relations: { next, owner: 'core' } });
      next = service.identifier;
    }
    return { blueprint, team };
  }

  const search = (body: unknown, query = '') => api().post(`/entities/search${query}`, body);

  /** Which services the rules find; other cases' entities are kept out by their blueprint. */
  async function found(rules: readonly Rule[], combinator = 'and'): Promise<readonly string[]> {
    const { blueprint } = await scene();
    const mine = { property: '$blueprint', operator: '=', value: blueprint };
    const { json } = await expectStatus(
      200,
      search({ combinator: 'and', rules: [mine, { combinator, rules }] }),
    );
    return json.entities.map(({ identifier }) => identifier);
  }

  const rule = (property: unknown, operator: string, ...value: readonly unknown[]): Rule =>
    value.length === 0 ? { property, operator } : { property, operator, value: value[0] };

  it.each([
    ['a text', rule('language', '=', 'go'), ['a', 'c']],
    ['all that is not a text, the absent included', rule('language', '!=', 'go'), ['b', 'd']],
    ['a number at least', rule('stars', '>=', 30), ['c', 'd']],
    ['an element of a list', rule('tags', 'contains', 'y'), ['b']],
    ['one of several', rule('$identifier', 'in', ['a', 'd', 'nope']), ['a', 'd']],
    ['any of a list', rule('tags', 'containsAny', ['x', 'z']), ['b', 'c']],
    ['an absent property', rule('live', 'isEmpty'), ['a', 'c']],
    ['a present property', rule('live', 'isNotEmpty'), ['b', 'd']],
    ['a beginning', rule('language', 'beginsWith', 'ja'), ['b']],
    ['a boolean', rule('live', '=', false), ['d']],
    ['an instant that has passed', rule('until', 'isExpired'), ['a']],
    [
      'a period',
      rule('until', 'between', { from: '2019-12-31T00:00:00Z', to: '2020-01-02T00:00:00Z' }),
      ['a'],
    ],
    ['a preset period', rule('$createdAt', 'between', { preset: 'lastDay' }), ['a', 'b', 'c', 'd']],
    ['a meta property', rule('$title', 'endsWith', 'ee'), ['b', 'c', 'd']],
    ['a team', rule('$team', 'contains', 't1'), ['b']],
    ['who made it', rule('$createdBy', '=', credentials.clientId), ['a', 'b', 'c', 'd']],
    ['a relation', rule('next', '=', 'c'), ['b']],
    ['properties of a kind', { propertySchema: { type: 'string' }, operator: '=', value: 'java' }, ['b']],
    ['a property that nothing has', rule('nope', '=', 'x'), []],
  ])('finds by %s', async (_, one, expected) => {
    expect(await found([one])).toEqual(expected);
  });

  it('finds by nested combinators', async () => {
    const and = (...rules: readonly Rule[]) => ({ combinator: 'and', rules });
    const or = (...rules: readonly Rule[]) => ({ combinator: 'or', rules });
    const go = rule('language', '=', 'go');
    expect(
      await found(
        [and(go, rule('stars', '<', 20)), or(rule('live', '=', true), rule('stars', '>', 35))],
        'or',
      ),
    ).toEqual(['a', 'b', 'd']);
    expect(await found([or(go, rule('live', '=', true)), or(rule('tags', 'contains', 'x'), and())])).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(await found([], 'and')).toEqual(['a', 'b', 'c', 'd']);
    expect(await found([], 'or')).toEqual([]);
    expect(await found([or()])).toEqual([]);
  });

  it('finds by relations, up and down, over any number of them', async () => {
    const { blueprint, team } = await scene();
    const related = (value: unknown, rest: object = {}) =>
      found([{ operator: 'relatedTo', blueprint, value, ...rest }]);
    expect(await related('b')).toEqual(['a', 'c', 'd']);
    expect(await related('b', { direction: 'upstream' })).toEqual(['c', 'd']);
    expect(await related('b', { direction: 'downstream' })).toEqual(['a']);
    expect(await related(['a', 'd'], { direction: 'upstream' })).toEqual(['b', 'c', 'd']);
    expect(await related('c', { direction: 'downstream', required: true })).toEqual([]);
    expect(await found([{ operator: 'relatedTo', blueprint: team, value: 'core', required: true }])).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
    expect(await related('nope')).toEqual([]);
  });

  it('finds by a path of relations', async () => {
    const { blueprint, team } = await scene();
    const path = (...steps: readonly unknown[]) => ({ path: steps });
    expect(await found([rule(path('next', 'next'), 'matchAny', 'c')])).toEqual(['a']);
    expect(await found([rule(path({ relation: 'next', maxHops: 2 }), 'matchAny', ['d'])])).toEqual([
      'b',
      'c',
    ]);
    expect(await found([rule(path('owner'), 'matchAny', 'core')])).toEqual(['a', 'b', 'c', 'd']);
    const from = { path: ['next'], fromBlueprint: blueprint };
    expect(await found([rule(from, 'matchAny', 'a')])).toEqual(['b']);
    expect(await found([rule({ path: ['owner'], fromBlueprint: team }, 'matchAny', 'core')])).toEqual([]);
  });

  it('a period is seen from the clock of the server', async () => {
    let now = Date.parse('2030-06-15T12:00:00Z');
    const own = await openApi({ now: () => new Date(now) });
    const blueprint = await defineBlueprint(own);
    await createEntity(own, blueprint, { identifier: 'e1' });
    const today = { combinator: 'and', rules: [rule('$createdAt', '=', { preset: 'today' })] };
    const names = async () =>
      (await own.post('/entities/search', today)).json.entities.map(({ identifier }) => identifier);
    expect(await names()).toEqual(['e1']);
    now += 12 * 60 * 60 * 1000;
    const { accessToken: token } = (await own.post('/auth/access_token', credentials, { token: null })).json;
    expect((await own.post('/entities/search', today, { token })).json.entities).toEqual([]);
  });

  it('answers with whole entities, or with the keys that are asked for', async () => {
    const { blueprint } = await scene();
    const body = {
      combinator: 'and',
      rules: [rule('$blueprint', '=', blueprint), rule('$identifier', '=', 'a')],
    };
    const [entity] = (await expectStatus(200, search(body))).json.entities;
    expect(entity).toEqual((await api().get(entityPath(blueprint, 'a'))).json.entity);
    const { json } = await expectStatus(200, search(body, '?include=stars&include=$createdAt'));
    const bare = { identifier: 'a', blueprint, relations: {} };
    expect(json.entities).toEqual([{ ...bare, properties: { stars: 10 }, createdAt: entity?.createdAt }]);
    const without = (await expectStatus(200, search(body, '?exclude=stars&exclude=next'))).json.entities[0];
    expect([without?.properties, without?.relations]).toEqual([
      { language: 'go', until: '2020-01-01T00:00:00Z' },
      { owner: 'core' },
    ]);
  });

  it("says in Port's words what is wrong with a search: 422", async () => {
    const all = (...rules: readonly unknown[]) => ({ combinator: 'and', rules });
    for (const [body, message] of [
      [{ rules: [] }, '"body" must have required property \'combinator\''],
      [{ combinator: 'and' }, '"body" must have required property \'rules\''],
      [all({ rules: [] }), "must have required property 'combinator'"],
      [all({ combinator: 'or' }), "must have required property 'rules'"],
      [{ combinator: 'nor', rules: [] }, '"combinator" must be equal to one of the allowed values'],
      [{ combinator: 'and', rules: {} }, '"rules" must be array'],
      [all({ property: 'a', value: 1 }), "must have required property 'operator'"],
      [all({ property: 'a', operator: 'like', value: 1 }), 'must be equal to one of the allowed values'],
      [all({ property: 'a', operator: '=' }), "must have required property 'value'"],
      [all({ operator: '=', value: 1 }), "must have required property 'property'"],
      [all({ operator: 'relatedTo', value: 'a' }), "must have required property 'blueprint'"],
      [
        all({ property: 'a', operator: 'between', value: { preset: 'someday' } }),
        'must be equal to one of the allowed values',
      ],
      [all({ property: 'a', operator: '=', value: 1, more: 1 }), 'must NOT have additional properties'],
      [{ ...all(), more: 1 }, '"body" must NOT have additional properties ("more")'],
      [all(1), 'must be object'],
    ] as const) {
      const { json } = await expectStatus(422, search(body));
      expect([json.error, json.message]).toEqual(['invalid_request', expect.stringContaining(message)]);
    }
  });

  it('a search has so many rules, so many of them along relations, and so many steps in a path', async () => {
    const { blueprint } = await scene();
    const of = (count: number, one: Rule) => ({
      combinator: 'and',
      rules: Array.from({ length: count }, () => one),
    });
    const plain = rule('$identifier', '=', 'nope');
    const related = { operator: 'relatedTo', blueprint, value: 'nope' };
    const path = (steps: number) =>
      rule({ path: Array.from({ length: steps }, () => 'next') }, 'matchAny', 'nope');
    for (const [most, refused] of [
      [of(MAX_SEARCH_RULES, plain), of(MAX_SEARCH_RULES + 1, plain)],
      [of(1, of(MAX_SEARCH_RULES - 1, plain)), of(1, of(MAX_SEARCH_RULES, plain))],
      [of(MAX_RELATION_RULES, related), of(MAX_RELATION_RULES + 1, related)],
      [of(1, path(MAX_PATH_STEPS)), of(1, path(MAX_PATH_STEPS + 1))],
    ] as const) {
      await expectStatus(200, search(most));
      await expectRefused(422, 'invalid_request', search(refused));
    }
  });
}
