import { choice, closed, has, ifObject, jqQuery } from './shape.ts';

const NO_VALUE = ['isEmpty', 'isNotEmpty', 'isExpired', 'isNotExpired'] as const;
const ORDER = ['>', '>=', '<', '<='] as const;
const TEXT = [
  ...['!=', 'contains', 'containsAny', 'doesNotContains', 'beginsWith', 'doesNotBeginsWith', 'endsWith'],
  ...['doesNotEndsWith', 'in', 'notIn'],
] as const;
const PRESETS = [
  ...['today', 'tomorrow', 'yesterday', 'lastDay', 'lastWeek', 'last2Weeks', 'lastMonth', 'last3Months'],
  ...['last6Months', 'last12Months'],
] as const;

const operator = { type: 'string' } as const;

/** A property of the caller, or of the caller's teams. */
const ofCaller = {
  type: 'object',
  properties: { property: { type: 'string' }, context: { type: 'string', enum: ['user', 'userTeams'] } },
  required: ['property', 'context'],
} as const;
const property = { ...ofCaller, type: ['string', 'object'] } as const;

const moment = { type: 'string', format: 'date-time' } as const;
const dates = has(
  'preset',
  { type: 'object', properties: { preset: { type: 'string', enum: PRESETS } }, required: ['preset'] },
  { type: 'object', properties: { from: moment, to: moment }, required: ['from', 'to'] },
);

const kind = { type: { type: 'string' }, format: { type: 'string' } } as const;
const propertySchema = closed({ ...kind, items: { type: 'object', properties: kind, required: ['type'] } }, [
  'type',
]);

const hop = {
  type: ['string', 'object'],
  properties: { relation: { type: 'string' }, maxHops: { type: 'number', minimum: 1, maximum: 15 } },
} as const;
const path = closed({ path: { type: 'array', items: hop }, fromBlueprint: { type: 'string' } }, ['path']);

const lists = [
  { items: { type: 'string' } },
  { items: { type: 'number' } },
  { items: { type: 'boolean' } },
] as const;
const anything = { type: ['null', 'string', 'number', 'boolean', 'array', 'object'], anyOf: lists } as const;

const relatedTo = <const V>(value: V) =>
  closed(
    {
      operator,
      blueprint: { type: 'string' },
      value,
      direction: { type: 'string', enum: ['upstream', 'downstream'] },
      required: { type: 'boolean' },
    },
    ['operator', 'blueprint', 'value'],
  );

const matchAny = closed(
  {
    operator,
    property: { type: ['string', 'object'], ...ifObject(has('property', ofCaller, path)) },
    value: { type: ['string', 'array', 'object'], items: { type: 'string' }, ...ifObject(ofCaller) },
  },
  ['operator', 'property', 'value'],
);

const valued = <const V>(value: V) =>
  closed({ operator, property, value }, ['operator', 'property', 'value']);

/** What a rule may compare with: a dataset also takes jq queries, which only the form evaluates. */
const values = {
  search: {
    reference: ofCaller,
    equal: has('property', ofCaller, dates),
    related: { type: ['string', 'array'], items: { type: 'string' } },
    ofSchema: { type: ['null', 'string', 'number', 'boolean'] },
  },
  dataset: {
    reference: has('property', ofCaller, jqQuery),
    equal: has('property', ofCaller, has('jqQuery', jqQuery, dates)),
    related: { ...jqQuery, type: ['string', 'array', 'object'], items: { type: 'string' } },
    ofSchema: { ...jqQuery, type: ['null', 'string', 'number', 'boolean', 'object'] },
  },
} as const;

function singleRule({ reference, equal, related, ofSchema }: (typeof values)[keyof typeof values]) {
  const onSchema = { type: 'string', enum: ['=', '!=', 'contains'] } as const;
  return has(
    'propertySchema',
    closed({ operator: onSchema, propertySchema, value: ofSchema }, ['operator', 'propertySchema']),
    choice(
      'operator',
      [['='], valued({ ...anything, ...ifObject(equal) })],
      [TEXT, valued({ ...anything, ...ifObject(reference) })],
      [ORDER, valued({ type: ['number', 'string', 'object'], format: 'date-time', ...ifObject(reference) })],
      [['between', 'notBetween'], valued({ type: 'object', ...has('property', ofCaller, dates) })],
      [NO_VALUE, closed({ operator, property: { type: 'string' } }, ['operator', 'property'])],
      [['relatedTo'], relatedTo(related)],
      [['matchAny'], matchAny],
    ),
  );
}

export const combinator = { type: 'string', enum: ['and', 'or'] } as const;

/** Either kind needs `searchDefs` of its name in the body that it is part of. */
export const searchRules = (name: keyof typeof values) =>
  ({ type: 'array', items: { $ref: `#/$defs/${name}Rule` } }) as const;

// Loosely typed, since FromSchema would follow the recursion for ever.
export function searchDefs(name: keyof typeof values): Readonly<Record<string, object>> {
  const group = { $ref: `#/$defs/${name}Group` } as const;
  return {
    [`${name}Group`]: closed({ combinator, rules: searchRules(name) }, ['combinator', 'rules']),
    [`${name}Rule`]: {
      type: 'object',
      ...has('rules', group, has('combinator', group, singleRule(values[name]))),
    },
  };
}
