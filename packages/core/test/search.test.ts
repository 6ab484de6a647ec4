import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blueprint, RelationDefinition } from '../src/catalog/blueprint.ts';
import { refTo } from '../src/catalog/document.ts';
import type { Entity } from '../src/catalog/entity.ts';
import { matcher, type SearchContext } from '../src/catalog/search/matcher.ts';
import type { DatePreset, SearchQuery, SearchRule } from '../src/catalog/search/query.ts';
import type { Json, JsonObject } from '../src/json.ts';

const at = '2024-05-15T12:00:00.000Z';

function blueprint(
  identifier: string,
  relations: { [name: string]: RelationDefinition } = {},
  properties: JsonObject = {},
): Blueprint {
  const stamps = { createdAt: at, createdBy: 'ann', updatedAt: at, updatedBy: 'ann' };
  return { definition: { identifier, title: identifier, schema: { properties }, relations }, ...stamps };
}

function relation(target: string, { required = false, many = false } = {}): RelationDefinition {
  return { target, required, many };
}

function entity(key: string, given: Partial<Entity> = {}): Entity {
  const [of = '', identifier = ''] = key.split(' ');
  return {
    identifier,
    blueprint: of,
    title: null,
    icon: null,
    team: [],
    properties: {},
    relations: {},
    createdAt: at,
    createdBy: 'ann',
    updatedAt: at,
    updatedBy: 'ann',
    ...given,
  };
}

function world(
  entities: readonly Entity[] = [],
  blueprints: readonly Blueprint[] = [],
  by: SearchContext['by'] = { id: 'machine' },
): SearchContext {
  const known = new Map(blueprints.map((each) => [each.definition.identifier, each]));
  return {
    at,
    by,
    blueprint: (identifier) => known.get(identifier),
    entities: new Map(entities.map((each) => [refTo(each).key, each])),
  };
}

function matches(rule: SearchRule | SearchQuery, subject: Entity, context = world()): boolean {
  return matcher({ combinator: 'and', rules: [rule] }, context)(subject);
}

/** The keys of what a rule finds among all entities of the context. */
function found(rule: SearchRule, context: SearchContext): readonly string[] {
  const holds = matcher({ combinator: 'and', rules: [rule] }, context);
  return [...context.entities].flatMap(([key, each]) => (holds(each) ? [key] : [])).sort();
}

/** A rule as it comes in: what the operator makes of the value is the evaluator's business. */
function rule(operator: string, value: Json, property: Json = 'p'): SearchRule {
  return { property, operator, value } as unknown as SearchRule;
}

const absent: unique symbol = Symbol('absent');
const withProperty = (value: Json | typeof absent) =>
  entity('service cart', { properties: value === absent ? {} : { p: value } });

describe('a comparison holds', () => {
  const cases: readonly [operator: string, operand: Json, holds: readonly Json[], fails: readonly Json[]][] =
    [
      ['=', 'go', ['go', ['go', 'ts']], ['Go', 'gopher', null, 1, { go: 'go' }]],
      ['=', 3, [3, [3]], ['3', 4, null]],
      ['=', true, [true], [false, 'true', null]],
      ['=', null, [null, []], ['', 0, false]],
      ['=', ['a', 'b'], [['a', 'b']], [['b', 'a'], ['a'], ['a', 'b', 'c'], 'a']],
      ['=', [], [null, []], ['']],
      ['>', 3, [4, [1, 4]], [3, 2, '4', '2024-01-01T00:00:00Z', null]],
      ['>=', 3, [3, 4], [2, '3', null]],
      ['<', 3, [2], [3, 4, '2', null]],
      ['<=', 3, [3, 2], [4, null]],
      ['>', '2024-01-01T00:00:00Z', ['2024-01-01T00:00:01Z'], ['2023-12-31T23:59:59Z', 'zebra', 2025, null]],
      [
        '<=',
        '2024-01-01T00:00:00Z',
        ['2024-01-01T01:00:00+01:00', '2023-12-31'],
        ['2024-01-01T00:00:00.001Z'],
      ],
      ['>', 'not a date', [], ['zebra', 3, '2024-01-01T00:00:00Z']],
      ['contains', 'rt', ['cart', ['rt']], ['CART', ['cart'], 7, null]],
      ['contains', 7, [[7]], [7, '7', ['7'], null]],
      ['beginsWith', 'ca', ['cart', ['x', 'cart']], ['scar', 'Cart', 7, null]],
      ['endsWith', 'rt', ['cart'], ['cartel', 7, null]],
      ['containsAny', ['a', 'b'], [['b', 'c'], 'a'], [['c'], 'ab', [], null]],
      ['in', ['a', 'b'], ['a', ['b', 'c']], ['ab', 'c', [], null]],
      ['in', [1, 2], [1], ['1', 3]],
      ['in', 'a', ['a'], ['ab', null]],
      ['in', [], [], ['a', null]],
      ['matchAny', 'a', ['a', ['a', 'b']], ['ab', null]],
      ['matchAny', ['a', 'b'], ['b'], ['c', null]],
    ];

  it.each(cases)('%s %j', (operator, operand, holds, fails) => {
    const tested = (values: readonly Json[]) =>
      values.map((value) => [value, matches(rule(operator, operand), withProperty(value))]);
    expect(tested(holds)).toEqual(holds.map((value) => [value, true]));
    expect(tested(fails)).toEqual(fails.map((value) => [value, false]));
  });

  it.each(cases)('%s %j for an absent property where it does for null', (operator, operand) => {
    const test = (value: Json | typeof absent) => matches(rule(operator, operand), withProperty(value));
    expect(test(absent)).toBe(test(null));
  });

  it.each([absent, null, []] as const)('isEmpty, and isNotEmpty does not, for %s', (value) => {
    expect(matches({ property: 'p', operator: 'isEmpty' }, withProperty(value))).toBe(true);
    expect(matches({ property: 'p', operator: 'isNotEmpty' }, withProperty(value))).toBe(false);
  });

  it.each([['' as Json], [0], [false], [['x']], [{}]])('isNotEmpty for %j', (value) => {
    expect(matches({ property: 'p', operator: 'isNotEmpty' }, withProperty(value))).toBe(true);
    expect(matches({ property: 'p', operator: 'isEmpty' }, withProperty(value))).toBe(false);
  });

  it('isExpired from the named instant on', () => {
    const isExpired = (value: Json) => matches({ property: 'p', operator: 'isExpired' }, withProperty(value));
    expect(['2024-05-15T11:59:59.999Z', at, '2024-05-15T14:00:00+02:00'].map(isExpired)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['2024-05-15T12:00:00.001Z', 'soon', 0, null].map(isExpired)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a negated operator', () => {
  const pairs: readonly (readonly [positive: string, negative: string])[] = [
    ['=', '!='],
    ['contains', 'doesNotContains'],
    ['beginsWith', 'doesNotBeginsWith'],
    ['endsWith', 'doesNotEndsWith'],
    ['in', 'notIn'],
    ['between', 'notBetween'],
    ['isEmpty', 'isNotEmpty'],
    ['isExpired', 'isNotExpired'],
  ];
  const scalar = fc.oneof(
    fc.constantFrom('a', 'ab', 'b', '', at, '2024-05-14T00:00:00Z'),
    fc.integer({ min: 0, max: 3 }),
    fc.boolean(),
    fc.constant(null),
  );
  const period = fc.constantFrom<Json>({ preset: 'today' }, { from: '2024-05-01T00:00:00Z', to: at });
  const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.constant<Json>({ a: 'a' }));
  const operand = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), period);

  it.each(pairs)('is the complement: %s and %s', (positive, negative) => {
    fc.assert(
      fc.property(operand, fc.oneof(value, fc.constant(absent)), (wanted, held) => {
        const subject = withProperty(held as Json | typeof absent);
        return matches(rule(negative, wanted), subject) === !matches(rule(positive, wanted), subject);
      }),
    );
  });
});

describe('dates', () => {
  const holds = (operator: string, value: Json, instant: Json) =>
    matches(rule(operator, value), withProperty(instant));

  it.each(['between', '='])('%s takes both ends of a period', (operator) => {
    const period = { from: '2024-01-01T00:00:00Z', to: '2024-01-31T00:00:00Z' };
    for (const inside of [period.from, '2024-01-15T09:00:00+02:00', period.to]) {
      expect(holds(operator, period, inside)).toBe(true);
    }
    for (const outside of ['2023-12-31T23:59:59.999Z', '2024-01-31T00:00:00.001Z', 'January', 5, null]) {
      expect(holds(operator, period, outside)).toBe(false);
    }
  });

  const presets: readonly [DatePreset, from: string, to: string][] = [
    ['today', '2024-05-15T00:00:00.000Z', '2024-05-15T23:59:59.999Z'],
    ['tomorrow', '2024-05-16T00:00:00.000Z', '2024-05-16T23:59:59.999Z'],
    ['yesterday', '2024-05-14T00:00:00.000Z', '2024-05-14T23:59:59.999Z'],
    ['lastDay', '2024-05-14T12:00:00.000Z', at],
    ['lastWeek', '2024-05-08T12:00:00.000Z', at],
    ['last2Weeks', '2024-05-01T12:00:00.000Z', at],
    ['lastMonth', '2024-04-15T12:00:00.000Z', at],
    ['last3Months', '2024-02-15T12:00:00.000Z', at],
    ['last6Months', '2023-11-17T12:00:00.000Z', at],
    ['last12Months', '2023-05-16T12:00:00.000Z', at],
  ];

  it.each(presets)('%s is from %s to %s', (preset, from, to) => {
    const shifted = (instant: string, by: number) => new Date(Date.parse(instant) + by).toISOString();
    expect(holds('between', { preset }, from)).toBe(true);
    expect(holds('between', { preset }, to)).toBe(true);
    expect(holds('between', { preset }, shifted(from, -1))).toBe(false);
    expect(holds('between', { preset }, shifted(to, 1))).toBe(false);
  });

  it.each(['2024-05-15', '2024-05-15T12:00Z', '2024-05-15t12:00:00z', '2024-05-15T12:00:00.123456Z'])(
    'reads %s',
    (text) => expect(holds('between', { preset: 'today' }, text)).toBe(true),
  );

  it.each(['2024-05-15T12:00:00', 'May 15, 2024', '2024', '2024-05-15T25:00:00Z', ' 2024-05-15'])(
    'does not read %s, which is no ISO 8601 date or has no offset',
    (text) => expect(holds('between', { preset: 'today' }, text)).toBe(false),
  );

  it('a period that ends before it begins, or that is not one, holds nothing', () => {
    expect(holds('between', { from: '2024-02-01T00:00:00Z', to: '2024-01-01T00:00:00Z' }, '2024-01-15')).toBe(
      false,
    );
    expect(holds('between', { from: 'then', to: 'now' }, '2024-01-15')).toBe(false);
    expect(holds('between', { preset: 'constructor' }, '2024-01-15')).toBe(false);
  });
});

describe('a property', () => {
  const subject = entity('service cart', {
    title: 'Cart',
    icon: 'Service',
    team: ['web', 'shop'],
    createdAt: '2024-01-01T00:00:00.000Z',
    updatedAt: '2024-02-01T00:00:00.000Z',
    updatedBy: 'bob',
    properties: { language: 'go', system: 'mine' },
    relations: { system: 'shop-system', domains: ['sales', 'stock'] },
  });

  it.each([
    ['$identifier', 'cart'],
    ['$title', 'Cart'],
    ['$icon', 'Service'],
    ['$team', 'shop'],
    ['$blueprint', 'service'],
    ['$createdAt', '2024-01-01T00:00:00.000Z'],
    ['$updatedAt', '2024-02-01T00:00:00.000Z'],
    ['$createdBy', 'ann'],
    ['$updatedBy', 'bob'],
  ])('may be the meta property %s', (property, value) => {
    expect(matches(rule('=', value, property), subject)).toBe(true);
    expect(matches(rule('=', `${value}?`, property), subject)).toBe(false);
  });

  it('is looked up in the properties, then in the relations', () => {
    expect(matches(rule('=', 'mine', 'system'), subject)).toBe(true);
    expect(matches(rule('=', 'shop-system', 'system'), subject)).toBe(false);
    expect(matches(rule('containsAny', ['stock'], 'domains'), subject)).toBe(true);
  });

  it.each(['constructor', '__proto__', 'toString', '$nothing'])(
    'named %s is absent unless the entity has it',
    (name) => {
      expect(matches({ property: name, operator: 'isEmpty' }, subject)).toBe(true);
      const held = JSON.parse(`{"${name}": "here"}`);
      expect(matches(rule('=', 'here', name), entity('service cart', { properties: held }))).toBe(true);
      expect(matches(rule('=', 'here', name), entity('service cart', { relations: held }))).toBe(true);
    },
  );
});

describe('a property schema', () => {
  const context = world(
    [],
    [
      blueprint(
        'service',
        {},
        {
          constructor: { type: 'string' },
          docs: { type: 'string', format: 'url' },
          tags: { type: 'array', items: { type: 'string' } },
          urls: { type: 'array', items: { type: 'string', format: 'url' } },
        },
      ),
    ],
  );
  const subject = entity('service cart', {
    properties: { constructor: 'x', docs: 'http://d', tags: ['x'], urls: ['http://u'], undeclared: 'y' },
  });
  const holds = (
    given: Omit<Extract<SearchRule, { propertySchema: unknown }>, 'operator'>,
    operator: '=' | '!=' | 'contains' = '=',
  ) => matches({ ...given, operator }, subject, context);

  it('holds when one property of the schema fits', () => {
    expect(holds({ propertySchema: { type: 'string' }, value: 'x' })).toBe(true);
    expect(holds({ propertySchema: { type: 'string' }, value: 'http://d' })).toBe(true);
    expect(holds({ propertySchema: { type: 'string', format: 'url' }, value: 'http://d' })).toBe(true);
    expect(
      holds({ propertySchema: { type: 'array', items: { type: 'string' } }, value: 'http://u' }, 'contains'),
    ).toBe(true);
  });

  it('does not look at properties of another schema', () => {
    expect(holds({ propertySchema: { type: 'string', format: 'url' }, value: 'x' })).toBe(false);
    expect(holds({ propertySchema: { type: 'string' }, value: 'y' })).toBe(false);
    expect(
      holds({ propertySchema: { type: 'array', items: { type: 'string', format: 'url' } }, value: 'x' }),
    ).toBe(false);
    expect(holds({ propertySchema: { type: 'number' }, value: 'x' })).toBe(false);
  });

  it('negated holds when no property of the schema equals the value', () => {
    expect(holds({ propertySchema: { type: 'string' }, value: 'x' }, '!=')).toBe(false);
    expect(holds({ propertySchema: { type: 'string' }, value: 'z' }, '!=')).toBe(true);
  });

  it('without a value asks for an empty one', () => {
    expect(holds({ propertySchema: { type: 'string' } })).toBe(false);
    expect(
      matches({ propertySchema: { type: 'string' }, operator: '=' }, entity('service cart'), context),
    ).toBe(true);
  });

  it('holds for no entity of an unknown blueprint', () => {
    const stray = entity('elsewhere x', { properties: { constructor: 'x' } });
    expect(matches({ propertySchema: { type: 'string' }, operator: '=', value: 'x' }, stray, context)).toBe(
      false,
    );
  });
});

describe('groups', () => {
  const always = rule('=', 'cart', '$identifier');
  const never = rule('=', 'other', '$identifier');
  const subject = entity('service cart');

  it('nest', () => {
    const query = (inner: SearchRule): SearchQuery => ({
      combinator: 'and',
      rules: [always, { combinator: 'or', rules: [never, { combinator: 'and', rules: [inner, always] }] }],
    });
    expect(matches(query(always), subject)).toBe(true);
    expect(matches(query(never), subject)).toBe(false);
  });

  it('and means every rule, or means some rule', () => {
    type Tree = boolean | { combinator: 'and' | 'or'; of: readonly Tree[] };
    const { tree } = fc.letrec<{ tree: Tree; group: Tree }>((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, fc.boolean(), tie('group')),
      group: fc.record({
        combinator: fc.constantFrom<'and' | 'or'>('and', 'or'),
        of: fc.array(tie('tree'), { maxLength: 4 }),
      }),
    }));
    const toRule = (node: Tree): SearchRule | SearchQuery => {
      if (typeof node === 'boolean') return node ? always : never;
      return { combinator: node.combinator, rules: node.of.map(toRule) };
    };
    const expected = (node: Tree): boolean => {
      if (typeof node === 'boolean') return node;
      return node.combinator === 'and' ? node.of.every(expected) : node.of.some(expected);
    };
    fc.assert(fc.property(tree, (node) => matches(toRule(node), subject) === expected(node)));
  });

  it('nest 200 deep', () => {
    let query: SearchQuery = { combinator: 'and', rules: [always] };
    for (let depth = 0; depth < 200; depth++)
      query = { combinator: depth % 2 ? 'and' : 'or', rules: [query, never] };
    expect(matches(query, subject)).toBe(false);
  });
});

describe("the caller's context", () => {
  const entities = [
    entity('_user ann@x.io', {
      team: ['web', 'gone', 'shop'],
      properties: { department: 'R&D', nothing: null },
    }),
    entity('_user u1', { properties: { department: 'Sales' } }),
    entity('_team web', { properties: { slack: '#web', floor: 2, areas: ['ui', 'ux'] } }),
    entity('_team shop', { properties: { slack: '#shop', floor: 5 } }),
  ];
  const ann = world(entities, [], { id: 'u1', email: 'ann@x.io' });
  const byId = world(entities, [], { id: 'u1', email: 'new@x.io' });
  const nobody = world(entities, [], { id: 'machine', machine: true });
  const user = (property: string) => ({ property, context: 'user' });
  const userTeams = (property: string) => ({ property, context: 'userTeams' });

  it('user is the _user entity by email, else by id', () => {
    const same = rule('=', user('department'), 'department');
    const inDepartment = (department: string) => entity('service cart', { properties: { department } });
    expect(matches(same, inDepartment('R&D'), ann)).toBe(true);
    expect(matches(same, inDepartment('Sales'), ann)).toBe(false);
    expect(matches(same, inDepartment('Sales'), byId)).toBe(true);
    expect(matches(same, inDepartment('Sales'), nobody)).toBe(false);
  });

  it.each(['containsAny', 'in', 'contains', '=', 'matchAny'])(
    'userTeams as the value of %s is any of the teams',
    (operator) => {
      const owned = rule(operator, userTeams('$identifier'), '$team');
      expect(matches(owned, entity('service cart', { team: ['ops', 'shop'] }), ann)).toBe(true);
      expect(matches(owned, entity('service cart', { team: ['ops'] }), ann)).toBe(false);
      expect(matches(owned, entity('service cart', { team: ['gone'] }), ann)).toBe(false);
      expect(matches(owned, entity('service cart', { team: ['shop'] }), nobody)).toBe(false);
    },
  );

  it('userTeams gathers the elements of lists', () => {
    const area = rule('in', userTeams('areas'), 'area');
    expect(matches(area, entity('service cart', { properties: { area: 'ux' } }), ann)).toBe(true);
  });

  it('compares numbers and text with the value', () => {
    const subject = entity('service cart', { properties: { floor: 3, channel: '#web-alerts' } });
    expect(matches(rule('>', userTeams('floor'), 'floor'), subject, ann)).toBe(true);
    expect(matches(rule('>', userTeams('slack'), 'floor'), subject, ann)).toBe(false);
    expect(matches(rule('beginsWith', userTeams('slack'), 'channel'), subject, ann)).toBe(true);
  });

  it('stands on the property side as well, the same for every entity', () => {
    const subject = entity('service cart');
    expect(matches(rule('=', 'R&D', user('department')), subject, ann)).toBe(true);
    expect(matches(rule('contains', '&', user('department')), subject, ann)).toBe(true);
    expect(matches(rule('=', 'R&D', user('department')), subject, nobody)).toBe(false);
    expect(matches(rule('containsAny', ['web', 'ops'], userTeams('$identifier')), subject, ann)).toBe(true);
    expect(matches(rule('containsAny', ['ops'], userTeams('$identifier')), subject, ann)).toBe(false);
    expect(matches(rule('containsAny', ['ux'], userTeams('areas')), subject, ann)).toBe(true);
  });

  it('fits nothing where it holds nothing, not even what is empty', () => {
    for (const property of ['nothing', 'unknown', 'constructor']) {
      expect(matches(rule('=', user(property), 'department'), entity('service cart'), ann)).toBe(false);
    }
  });
});

describe('relatedTo', () => {
  const blueprints = [
    blueprint('deployment', {
      service: relation('service', { required: true }),
      environments: relation('environment', { many: true }),
    }),
    blueprint('service', { dependsOn: relation('service', { many: true }), domain: relation('domain') }),
    blueprint('environment'),
    blueprint('domain'),
  ];
  const context = world(
    [
      entity('deployment d1', { relations: { service: 'a', environments: ['prod', 'test'] } }),
      entity('deployment d2', { relations: { service: 'lone', environments: ['prod'] } }),
      entity('service a', { relations: { dependsOn: ['b'], domain: null } }),
      entity('service b', { relations: { dependsOn: ['c'], domain: 'sales' } }),
      entity('service c', { relations: { dependsOn: ['a'], domain: null } }),
      entity('service lone', { relations: { dependsOn: [], domain: null } }),
      entity('environment prod'),
      entity('environment test'),
      entity('domain sales'),
      entity('domain d1'),
      entity('ghost g', { relations: { service: 'a' } }),
    ],
    blueprints,
  );
  const related = (given: Omit<Extract<SearchRule, { operator: 'relatedTo' }>, 'operator'>) =>
    found({ operator: 'relatedTo', ...given }, context);

  it('upstream finds what the entity depends on, over any number of hops and through a cycle', () => {
    expect(related({ blueprint: 'deployment', value: 'd1', direction: 'upstream' })).toEqual([
      'domain sales',
      'environment prod',
      'environment test',
      'service a',
      'service b',
      'service c',
    ]);
  });

  it('downstream finds what depends on the entity', () => {
    expect(related({ blueprint: 'environment', value: 'prod', direction: 'downstream' })).toEqual([
      'deployment d1',
      'deployment d2',
    ]);
    expect(related({ blueprint: 'domain', value: 'sales', direction: 'downstream' })).toEqual([
      'deployment d1',
      'service a',
      'service b',
      'service c',
    ]);
  });

  it('without a direction finds both, but not the neighbours of neighbours the other way', () => {
    expect(related({ blueprint: 'service', value: 'lone' })).toEqual(['deployment d2']);
    expect(related({ blueprint: 'deployment', value: 'd2' })).toEqual(['environment prod', 'service lone']);
  });

  it('finds the entity itself only where a cycle leads back to it', () => {
    expect(related({ blueprint: 'service', value: 'a' })).toContain('service a');
    expect(related({ blueprint: 'service', value: 'lone' })).not.toContain('service lone');
  });

  it('finds what is related to any of several', () => {
    expect(related({ blueprint: 'deployment', value: ['d1', 'd2', 'none'], direction: 'upstream' })).toEqual([
      'domain sales',
      'environment prod',
      'environment test',
      'service a',
      'service b',
      'service c',
      'service lone',
    ]);
  });

  it('follows only required relations, or only the others, when told so', () => {
    const upstream = { blueprint: 'deployment', value: 'd1', direction: 'upstream' } as const;
    expect(related({ ...upstream, required: true })).toEqual(['service a']);
    expect(related({ ...upstream, required: false })).toEqual(['environment prod', 'environment test']);
  });

  it('follows relations of any name', () => {
    const odd = blueprint('odd', { constructor: relation('odd') });
    const few = world([entity('odd a'), entity('odd b', { relations: { constructor: 'a' } })], [odd]);
    expect(found({ operator: 'relatedTo', blueprint: 'odd', value: 'a' }, few)).toEqual(['odd b']);
  });

  it('finds nothing for an entity or a blueprint that does not exist', () => {
    expect(related({ blueprint: 'service', value: 'none' })).toEqual([]);
    expect(related({ blueprint: 'constructor', value: 'a' })).toEqual([]);
  });

  it('takes no longer than the relations are many', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      entity(`service s${index}`, { relations: { dependsOn: [`s${index + 1}`] } }),
    );
    const long = world(chain, blueprints);
    const toEnd: SearchRule = {
      operator: 'relatedTo',
      blueprint: 'service',
      value: 's19999',
      direction: 'downstream',
    };
    expect(found(toEnd, long)).toHaveLength(19_999);
  });
});

describe('matchAny along a path', () => {
  const blueprints = [
    blueprint('team', { parent: relation('team') }),
    blueprint('service', { cluster: relation('cluster'), owner: relation('team') }),
    blueprint('cluster', { regions: relation('region', { many: true }) }),
    blueprint('region'),
  ];
  const context = world(
    [
      entity('team squad', { relations: { parent: 'tribe' } }),
      entity('team tribe', { relations: { parent: 'domain' } }),
      entity('team domain', { relations: { parent: 'group' } }),
      entity('team group', { relations: { parent: null } }),
      entity('team loop', { relations: { parent: 'loop' } }),
      entity('service cart', { relations: { cluster: 'c1', owner: 'squad' } }),
      entity('service stock', { relations: { cluster: 'c2', owner: 'tribe' } }),
      entity('cluster c1', { relations: { regions: ['eu', 'us'] } }),
      entity('cluster c2', { relations: { regions: ['us'] } }),
      entity('region eu'),
      entity('region us'),
      entity('_user ann@x.io', { team: [], properties: { home: 'eu' } }),
    ],
    blueprints,
    { id: 'u1', email: 'ann@x.io' },
  );
  type Path = Extract<SearchRule, { property: { path: unknown } }>;
  const along = (path: Path['property']['path'], value: Path['value'], fromBlueprint?: string) =>
    found(
      {
        property: { path, ...(fromBlueprint === undefined ? {} : { fromBlueprint }) },
        operator: 'matchAny',
        value,
      },
      context,
    );

  it('finds the entities from which the path leads to the value', () => {
    expect(along(['cluster'], 'c1')).toEqual(['service cart']);
    expect(along(['cluster', 'regions'], 'us')).toEqual(['service cart', 'service stock']);
    expect(along(['cluster', 'regions'], ['eu', 'none'])).toEqual(['service cart']);
    expect(along(['cluster', 'regions'], { property: 'home', context: 'user' })).toEqual(['service cart']);
  });

  it('finds the entities to which the path leads from an entity of fromBlueprint', () => {
    expect(along(['cluster', 'regions'], 'cart', 'service')).toEqual(['region eu', 'region us']);
    expect(along(['cluster', 'regions'], 'cart', 'cluster')).toEqual([]);
  });

  it('goes exactly as many hops as steps, or up to maxHops', () => {
    expect(along(['parent', 'parent'], 'squad', 'team')).toEqual(['team domain']);
    expect(along([{ relation: 'parent', maxHops: 3 }], 'squad', 'team')).toEqual([
      'team domain',
      'team group',
      'team tribe',
    ]);
    expect(along(['parent', 'parent', { relation: 'parent', maxHops: 3 }], 'squad', 'team')).toEqual([
      'team domain',
      'team group',
    ]);
    expect(along(['owner', { relation: 'parent', maxHops: 2 }], 'tribe')).toEqual([
      'service cart',
      'service stock',
    ]);
  });

  it('ends in a cycle', () => {
    expect(along([{ relation: 'parent', maxHops: 15 }], 'loop')).toEqual(['team loop']);
  });

  it('finds nothing along a relation that does not exist', () => {
    for (const path of [['none'], ['constructor'], [{}], [{ maxHops: 2 }]])
      expect(along(path, 'squad')).toEqual([]);
  });
});
