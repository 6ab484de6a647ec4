import { Ajv } from 'ajv';
import ajvFormats from 'ajv-formats';
import type { FromSchema } from 'json-schema-to-ts';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  MAX_BULK_DELETES,
  MAX_BULK_ENTITIES,
  MAX_DESCRIPTION,
  MAX_IDENTIFIER,
  MAX_NAME,
  MAX_URL,
} from '../src/limits.ts';
import { actionBody, listActionsQuery } from '../src/schemas/action.ts';
import { blueprintBody, patchBlueprintBody, replaceBlueprintBody } from '../src/schemas/blueprint.ts';
import {
  bulkDeleteBody,
  bulkEntitiesBody,
  changeEntityQuery,
  deleteEntityQuery,
  entityBody,
  patchEntityBody,
  readEntitiesQuery,
  replaceEntityBody,
  writeEntityQuery,
} from '../src/schemas/entity.ts';
import { searchBody, searchQuery } from '../src/schemas/search.ts';

const ajv = new Ajv({ strict: true, allowUnionTypes: true });
(ajvFormats as unknown as { default: (ajv: Ajv) => Ajv }).default(ajv);

/** The first error as Ajv words it, after the path of the value, or undefined. */
function problem(schema: object, value: unknown): string | undefined {
  const validate = ajv.compile(schema);
  if (validate(value)) return undefined;
  const [first] = validate.errors ?? [];
  return `${first?.instancePath} ${first?.message}`.trim();
}

type Taken = readonly [what: string, value: unknown];
type Refused = readonly [problem: string, value: unknown];

function check(name: string, schema: object, taken: readonly Taken[], refused: readonly Refused[]) {
  describe(name, () => {
    it.each(taken)('takes %s', (_, value) => expect(problem(schema, value)).toBeUndefined());
    it.each(refused)('says: %s', (words, value) => expect(problem(schema, value)).toBe(words));
  });
}

const notAllowed = 'must be equal to one of the allowed values';
const extraKey = 'must NOT have additional properties';
const missing = (name: string) => `must have required property '${name}'`;
const list = (length: number, item: unknown) => Array.from({ length }, () => item);

const userInputs = { properties: { name: { type: 'string' } } };
const selfService = { type: 'self-service', operation: 'CREATE', userInputs };
const dayTwo = { ...selfService, operation: 'DAY-2', blueprintIdentifier: 'service' };
const webhook = { type: 'WEBHOOK', url: 'https://ci.example.com' };
const action = { identifier: 'scaffold', trigger: selfService, invocationMethod: webhook };
const triggered = (trigger: object) => ({ ...action, trigger });
const invoking = (invocationMethod: object) => ({ ...action, invocationMethod });
const asking = (inputs: object) => triggered({ ...selfService, userInputs: inputs });
const automated = (event: object) => triggered({ type: 'automation', event });
const input = (fields: object) => asking({ properties: { name: { type: 'string', ...fields } } });
const condition = (rule: object) => ({ type: 'SEARCH', combinator: 'and', rules: [rule] });

check(
  'actionBody',
  actionBody,
  [
    ['the least', action],
    [
      'every key',
      {
        ...action,
        ...{ title: 'Scaffold', icon: 'Git', description: '', publish: true, allowAnyoneToViewRuns: false },
        ...{ requiredApproval: { type: 'ALL' }, approvalNotification: { type: 'email' } },
      },
    ],
    ['approval as a flag', { ...action, requiredApproval: true }],
    [
      'approvals sent to a URL',
      { ...action, approvalNotification: { type: 'webhook', url: 'https://a.example/b' } },
    ],
    [
      'an operation on an entity',
      triggered({ ...dayTwo, operation: 'DELETE', actionCardButtonText: 'Remove' }),
    ],
    [
      'a condition',
      triggered({ ...dayTwo, condition: condition({ property: 'a', operator: '=', value: 1 }) }),
    ],
    ['inputs in an order', asking({ ...userInputs, required: ['name'], order: ['name'] })],
    [
      'inputs in steps',
      asking({ ...userInputs, required: { jqQuery: '[]' }, steps: [{ title: 'One', order: ['name'] }] }),
    ],
    [
      'titles of sections',
      asking({ ...userInputs, titles: { top: { title: 'Top', visible: { jqQuery: '.form.a' } } } }),
    ],
    [
      'an input with its own JSON Schema',
      input({ title: 'Name', pattern: '^a', default: { jqQuery: '.user' } }),
    ],
    [
      'a dataset with a jq query',
      input({
        ...{ format: 'entity', blueprint: 'service', sort: { property: '$title', order: 'ASC' } },
        dataset: {
          combinator: 'or',
          rules: [{ property: 'a', operator: '=', value: { jqQuery: '.form.a' } }],
        },
      }),
    ],
    ['an automation on entities', automated({ type: 'ENTITY_UPDATED', blueprintIdentifier: 'service' })],
    ['an automation on runs', automated({ type: 'ANY_RUN_CHANGE', actionIdentifier: 'scaffold' })],
    [
      'an automation on a timer',
      automated({
        ...{ type: 'TIMER_PROPERTY_EXPIRED', blueprintIdentifier: 'service', propertyIdentifier: 'ttl' },
      }),
    ],
    [
      'an automation with a condition',
      triggered({
        ...{ type: 'automation', event: { type: 'RUN_CREATED', actionIdentifier: 'scaffold' } },
        condition: { type: 'JQ', expressions: ['true'], combinator: 'or' },
      }),
    ],
    [
      'a webhook with templates',
      invoking({ ...webhook, synchronized: '{{ .inputs.wait }}', headers: { a: 'b' }, body: [1] }),
    ],
    ['KAFKA', invoking({ type: 'KAFKA', payload: { a: '{{ .run.id }}' } })],
    [
      'GITHUB',
      invoking({ type: 'GITHUB', org: 'o', repo: 'r', workflow: 'w.yml', reportWorkflowStatus: false }),
    ],
    [
      'INTEGRATION_ACTION',
      invoking({
        ...{ type: 'INTEGRATION_ACTION', installationId: 'i', integrationActionType: 'dispatch_workflow' },
        integrationActionExecutionProperties: {},
      }),
    ],
    ['GITLAB', invoking({ type: 'GITLAB', projectName: 'p', groupName: 'g', pipelineVariables: {} })],
    ['AZURE_DEVOPS', invoking({ type: 'AZURE_DEVOPS', webhook: 'w', org: 'o', payload: [] })],
    [
      'UPSERT_ENTITY',
      invoking({ type: 'UPSERT_ENTITY', blueprintIdentifier: 'b', mapping: { relations: { a: null } } }),
    ],
  ],
  [
    [missing('identifier'), { trigger: selfService, invocationMethod: webhook }],
    ['/identifier must match pattern "^(?!\\.{1,2}$)[\\p{L}0-9@_.+:=-]+$"', { ...action, identifier: 'a/b' }],
    [extraKey, { ...action, invocation: {} }],
    [`/requiredApproval/type ${notAllowed}`, { ...action, requiredApproval: { type: 'SOME' } }],
    [`/approvalNotification ${missing('url')}`, { ...action, approvalNotification: { type: 'webhook' } }],
    [`/trigger ${missing('type')}`, triggered({ operation: 'CREATE' })],
    [`/trigger/type ${notAllowed}`, triggered({ ...selfService, type: 'selfservice' })],
    [`/trigger/operation ${notAllowed}`, triggered({ ...selfService, operation: 'DAY2' })],
    [`/trigger ${missing('operation')}`, triggered({ type: 'self-service', userInputs })],
    [`/trigger ${missing('userInputs')}`, triggered({ type: 'self-service', operation: 'CREATE' })],
    [
      `/trigger ${missing('blueprintIdentifier')}`,
      triggered({
        ...selfService,
        operation: 'DAY-2',
        condition: condition({ property: 'a', operator: 'isEmpty' }),
      }),
    ],
    [
      `/trigger ${extraKey}`,
      triggered({
        ...dayTwo,
        operation: 'CREATE',
        condition: condition({ property: 'a', operator: 'isEmpty' }),
      }),
    ],
    [
      `/trigger/condition/rules/0/operator ${notAllowed}`,
      triggered({ ...dayTwo, condition: condition({ property: 'a', operator: '==', value: 1 }) }),
    ],
    [
      '/trigger/executeActionButtonText must NOT have more than 15 characters',
      triggered({ ...selfService, executeActionButtonText: 'a'.repeat(16) }),
    ],
    [`/trigger/userInputs/properties/name ${missing('type')}`, asking({ properties: { name: {} } })],
    [`/trigger/userInputs/properties/name/type ${notAllowed}`, input({ type: 'text' })],
    [
      '/trigger/userInputs/properties must match pattern "^[A-Za-z0-9@_=\\\\-]+$"',
      asking({ properties: { 'a b': { type: 'string' } } }),
    ],
    [`/trigger/userInputs ${extraKey}`, asking({ ...userInputs, steps: [], order: [] })],
    [`/trigger/userInputs/steps/0 ${missing('title')}`, asking({ ...userInputs, steps: [{ order: [] }] })],
    [`/trigger/event/type ${notAllowed}`, automated({ type: 'ENTITY_CHANGED', blueprintIdentifier: 'b' })],
    [`/trigger/event ${missing('blueprintIdentifier')}`, automated({ type: 'ENTITY_CREATED' })],
    [
      `/trigger/event ${extraKey}`,
      automated({ type: 'RUN_CREATED', actionIdentifier: 'a', blueprintIdentifier: 'b' }),
    ],
    [`/invocationMethod ${missing('type')}`, invoking({ url: 'https://ci.example.com' })],
    [`/invocationMethod/type ${notAllowed}`, invoking({ ...webhook, type: 'WEBHOOKS' })],
    [`/invocationMethod ${missing('url')}`, invoking({ type: 'WEBHOOK' })],
    [`/invocationMethod ${extraKey}`, invoking({ ...webhook, uri: '' })],
    ['/invocationMethod/synchronized must be boolean,string', invoking({ ...webhook, synchronized: 1 })],
    [`/invocationMethod ${missing('workflow')}`, invoking({ type: 'GITHUB', org: 'o', repo: 'r' })],
  ],
);

const property = { type: 'string' };
const schema = { properties: { language: property } };
const blueprint = { identifier: 'service', title: 'Service', schema };
const relating = (relation: object) => ({ ...blueprint, relations: { owner: relation } });
const aggregating = (calculationSpec: object) => ({
  ...blueprint,
  aggregationProperties: { bugs: { title: 'Bugs', target: 'bug', calculationSpec } },
});
const signedIn = (tokenUrl: string) => ({
  clientId: 'c',
  authorizationUrl: 'https://a.example.com',
  tokenUrl,
});

const blueprintsTaken: readonly Taken[] = [
  ['the least', blueprint],
  ['a key of its own', { ...blueprint, teamInheritance: {} }],
  [
    'a property with its own JSON Schema',
    { ...blueprint, schema: { properties: { a: { ...property, enum: ['x'] } }, required: ['a'] } },
  ],
  ['a relation as real clients send it', relating({ target: 'team' })],
  [
    'a relation in full',
    relating({ target: 'team', required: true, many: false, title: 'Owner', description: '' }),
  ],
  ['inherited ownership', { ...blueprint, ownership: { type: 'Inherited', path: 'owner.team' } }],
  [
    'a calculation',
    {
      ...blueprint,
      calculationProperties: { a: { calculation: '.title', type: 'string', colors: { a: 'red' } } },
    },
  ],
  ['a mirror', { ...blueprint, mirrorProperties: { a: { path: 'owner.$title' } } }],
  ['a count', aggregating({ calculationBy: 'entities', func: 'count' })],
  [
    'an average',
    aggregating({ calculationBy: 'property', func: 'average', property: 'a', averageOf: 'day' }),
  ],
  [
    'a changelog to a URL',
    { ...blueprint, changelogDestination: { type: 'WEBHOOK', url: 'https://a.example/b' } },
  ],
];
const blueprintsRefused: readonly Refused[] = [
  ['/title must NOT have more than 100 characters', { ...blueprint, title: 'a'.repeat(MAX_NAME + 1) }],
  ['/title must NOT have fewer than 1 characters', { ...blueprint, title: '' }],
  [
    '/description must NOT have more than 200 characters',
    { ...blueprint, description: 'a'.repeat(MAX_DESCRIPTION + 1) },
  ],
  [
    '/identifier must match pattern "^(?!\\.{1,2}$)[\\p{L}0-9@_.+:\\\\/-]+$"',
    { ...blueprint, identifier: '..' },
  ],
  [`/schema ${extraKey}`, { ...blueprint, schema: { ...schema, title: '' } }],
  [
    `/schema/properties/a/type ${notAllowed}`,
    { ...blueprint, schema: { properties: { a: { type: 'text' } } } },
  ],
  [
    '/schema/properties must match pattern "^[A-Za-z0-9@_=\\\\-]+$"',
    { ...blueprint, schema: { properties: { 'a.b': property } } },
  ],
  [`/relations/owner ${missing('target')}`, relating({ many: true })],
  [`/ownership ${missing('path')}`, { ...blueprint, ownership: { type: 'Inherited' } }],
  [
    '/mirrorProperties/a/path must match pattern "^(?:[A-Za-z0-9@_=$-]+\\.)+[^.]+$"',
    { ...blueprint, mirrorProperties: { a: { path: 'title' } } },
  ],
  [
    `/aggregationProperties/bugs/calculationSpec/func ${notAllowed}`,
    aggregating({ calculationBy: 'property', func: 'avg', property: 'a' }),
  ],
  [
    `/aggregationProperties/bugs/calculationSpec ${missing('property')}`,
    aggregating({ calculationBy: 'property', func: 'sum' }),
  ],
  [`/changelogDestination ${missing('url')}`, { ...blueprint, changelogDestination: { type: 'WEBHOOK' } }],
  [
    `/schema/properties/a/specAuthentication/tokenUrl must NOT have more than ${MAX_URL} characters`,
    {
      ...blueprint,
      schema: {
        properties: { a: { ...property, specAuthentication: signedIn(`https://${':'.repeat(1e6)}`) } },
      },
    },
  ],
];

const incomplete: readonly Refused[] = [
  [missing('schema'), { identifier: 'service', title: 'Service' }],
  [`/schema/properties/a ${missing('type')}`, { ...blueprint, schema: { properties: { a: {} } } }],
];

check('blueprintBody', blueprintBody, blueprintsTaken, [
  ...blueprintsRefused,
  ...incomplete,
  [missing('identifier'), { title: 'Service', schema }],
]);
check(
  'replaceBlueprintBody',
  replaceBlueprintBody,
  [...blueprintsTaken, ['no identifier', { title: 'Service', schema }]],
  [...blueprintsRefused, ...incomplete],
);
check(
  'patchBlueprintBody',
  patchBlueprintBody,
  [
    ...blueprintsTaken,
    ['nothing', {}],
    ['part of a property', { schema: { properties: { a: { title: 'A' } } } }],
  ],
  blueprintsRefused,
);

const entity = { identifier: 'sam:1/ü', properties: {} };
const related = (owner: unknown) => ({ ...entity, relations: { owner } });
const entitiesTaken: readonly Taken[] = [
  ['nothing', {}],
  [
    'every key',
    { ...entity, title: 'Sam', icon: 'User', team: ['a', 'b'], relations: { a: 'x', b: ['y'], c: null } },
  ],
  ['the blueprint', { ...entity, blueprint: 'person' }],
  ['the longest identifier', { identifier: 'a'.repeat(MAX_IDENTIFIER) }],
];
const entitiesRefused: readonly Refused[] = [
  ['/identifier must be string', { ...entity, identifier: 1 }],
  [
    '/identifier must match pattern "^(?!\\.{1,2}$)[\\p{L}0-9@_.+:\\\\/=-]+$"',
    { ...entity, identifier: 'a b' },
  ],
  ['/identifier must NOT have more than 1000 characters', { identifier: 'a'.repeat(MAX_IDENTIFIER + 1) }],
  ['/identifier must be string', { identifier: { combinator: 'and', rules: [] } }],
  ['/relations/owner must be string,array,null', related({ combinator: 'and', rules: [] })],
  ['/relations/owner must match pattern "^(?!\\.{1,2}$)[\\p{L}0-9@_.+:\\\\/=-]+$"', related('a b')],
  ['/relations/owner/1 must be string', related(['a', 1])],
  ['/properties must be object', { properties: [] }],
];
const open: Taken = ['a key of its own', { ...entity, scorecards: {} }];
const unnulled: readonly Refused[] = [
  ['/title must be string', { title: null }],
  ['/team must be string,array', { team: null }],
];

check('entityBody', entityBody, [...entitiesTaken, open], [...entitiesRefused, ...unnulled]);
check('replaceEntityBody', replaceEntityBody, [...entitiesTaken, open], [...entitiesRefused, ...unnulled]);
check(
  'patchEntityBody',
  patchEntityBody,
  [...entitiesTaken, ['nulls', { title: null, icon: null, team: null }]],
  [
    ...entitiesRefused,
    [extraKey, { ...entity, scorecards: {} }],
    ['/properties must match pattern "^[A-Za-z0-9@_=\\\\-]+$"', { properties: { 'a b': 1 } }],
  ],
);
check(
  'bulkEntitiesBody',
  bulkEntitiesBody,
  [['as many as allowed, bad ones too', { entities: list(MAX_BULK_ENTITIES, { identifier: 1 }) }]],
  [
    ['/entities must NOT have fewer than 1 items', { entities: [] }],
    ['/entities must NOT have more than 20 items', { entities: list(MAX_BULK_ENTITIES + 1, {}) }],
    ['/entities/1 must be object', { entities: [{}, 'a'] }],
    ['must be object', [{}]],
  ],
);
check(
  'bulkDeleteBody',
  bulkDeleteBody,
  [['as many as allowed', { entities: list(MAX_BULK_DELETES, 'a') }]],
  [
    ['/entities must NOT have fewer than 1 items', { entities: [] }],
    ['/entities must NOT have more than 100 items', { entities: list(MAX_BULK_DELETES + 1, 'a') }],
    [missing('entities'), {}],
  ],
);

const searching = (...rules: readonly unknown[]) => ({ combinator: 'and', rules });
const rule = { property: 'a', operator: '=', value: 1 };
const ofUser = { property: 'email', context: 'user' };
const range = { from: '2024-01-01T00:00:00Z', to: '2024-02-01T00:00:00Z' };

check(
  'searchBody',
  searchBody,
  [
    ['no rules', searching()],
    [
      'values of every type',
      searching(...[null, 'a', 1, true, ['a'], [1], [true], ofUser].map((value) => ({ ...rule, value }))),
    ],
    [
      'a property of the caller',
      searching({ ...rule, property: ofUser, operator: 'containsAny', value: ['a'] }),
    ],
    [
      'dates',
      searching(
        ...[range, { preset: 'lastWeek' }, ofUser].map((value) => ({ ...rule, operator: 'between', value })),
      ),
    ],
    ['equal dates', searching({ ...rule, value: { preset: 'today' } })],
    ['an order', searching(...[1, range.from, ofUser].map((value) => ({ ...rule, operator: '>=', value })))],
    [
      'emptiness and expiry',
      searching(...['isEmpty', 'isNotExpired'].map((operator) => ({ property: 'a', operator }))),
    ],
    [
      'relations',
      searching({
        operator: 'relatedTo',
        blueprint: 'b',
        value: ['c'],
        direction: 'upstream',
        required: true,
      }),
    ],
    [
      'properties of a schema',
      searching({ propertySchema: { type: 'string', format: 'user' }, operator: '=', value: 'a' }),
    ],
    [
      'paths',
      searching({
        operator: 'matchAny',
        property: { path: ['a', { relation: 'b', maxHops: 3 }] },
        value: ofUser,
      }),
    ],
    ['groups of groups', searching(searching(rule, { combinator: 'or', rules: [searching(rule)] }))],
  ],
  [
    [missing('combinator'), { rules: [] }],
    [missing('rules'), { combinator: 'and' }],
    [`/combinator ${notAllowed}`, { combinator: 'xor', rules: [] }],
    [extraKey, { ...searching(), limit: 1 }],
    ['/rules/0 must be object', searching('a')],
    [`/rules/0 ${missing('operator')}`, searching({ property: 'a', value: 1 })],
    [`/rules/0/operator ${notAllowed}`, searching({ ...rule, operator: '==' })],
    [`/rules/1/rules/0/operator ${notAllowed}`, searching(rule, searching({ ...rule, operator: 'eq' }))],
    [`/rules/0 ${missing('combinator')}`, searching({ rules: [rule] })],
    [`/rules/0 ${missing('value')}`, searching({ property: 'a', operator: 'in' })],
    [`/rules/0 ${missing('property')}`, searching({ operator: '=', value: 1 })],
    [`/rules/0 ${extraKey}`, searching({ ...rule, operator: 'isEmpty' })],
    ['/rules/0/value must match format "date-time"', searching({ ...rule, operator: '>', value: 'a' })],
    [
      `/rules/0/value/preset ${notAllowed}`,
      searching({ ...rule, operator: 'between', value: { preset: 'last3Days' } }),
    ],
    [
      `/rules/0/value ${missing('to')}`,
      searching({ ...rule, operator: 'notBetween', value: { from: range.from } }),
    ],
    [`/rules/0/value/context ${notAllowed}`, searching({ ...rule, value: { ...ofUser, context: 'me' } })],
    ['/rules/0/value/1 must be string', searching({ ...rule, operator: 'in', value: ['a', 1] })],
    [`/rules/0 ${missing('blueprint')}`, searching({ operator: 'relatedTo', value: 'a' })],
    [
      `/rules/0/operator ${notAllowed}`,
      searching({ propertySchema: { type: 'string' }, operator: 'in', value: 'a' }),
    ],
    [
      '/rules/0/property/path/0/maxHops must be <= 15',
      searching({ operator: 'matchAny', property: { path: [{ relation: 'a', maxHops: 16 }] }, value: [] }),
    ],
    [
      `/rules/0/value ${missing('property')}`,
      searching({ ...rule, operator: 'in', value: { jqQuery: '.a' } }),
    ],
  ],
);

describe('queries', () => {
  const reader = new Ajv({ strict: true, allowUnionTypes: true, coerceTypes: 'array', useDefaults: true });
  const read = (schema: object, query: object) =>
    reader.validate(schema, query) ? query : reader.errorsText();

  it.each([
    [
      writeEntityQuery,
      { upsert: 'true', run_id: '' },
      {
        upsert: true,
        merge: false,
        validation_only: false,
        create_missing_related_entities: false,
        run_id: '',
      },
    ],
    [changeEntityQuery, { run_id: 'r_1' }, { create_missing_related_entities: false, run_id: 'r_1' }],
    [deleteEntityQuery, {}, { delete_dependents: false }],
    [readEntitiesQuery, { include: 'title', unknown: '1' }, { include: ['title'], unknown: '1' }],
    [searchQuery, { exclude: ['a', 'b'] }, { exclude: ['a', 'b'] }],
    [
      listActionsQuery,
      { operation: 'DAY-2', published: 'false', trigger_type: 'automation' },
      { operation: ['DAY-2'], published: false, trigger_type: 'automation' },
    ],
    [listActionsQuery, { operation: 'DAY2' }, 'data/operation/0 must be equal to one of the allowed values'],
    [
      listActionsQuery,
      { trigger_event: ['RUN_CREATED', 'RUN_ENDED'] },
      'data/trigger_event/1 must be equal to one of the allowed values',
    ],
    [deleteEntityQuery, { delete_dependents: 'yes' }, 'data/delete_dependents must be boolean'],
  ] as const)('%#', (schema, query, expected) => expect(read(schema, { ...query })).toEqual(expected));
});

it('gives handlers the types of bodies', () => {
  type Action = FromSchema<typeof actionBody>;
  expectTypeOf<Action['trigger']['type']>().toEqualTypeOf<'self-service' | 'automation'>();
  expectTypeOf<FromSchema<typeof blueprintBody>['schema']['required']>().toEqualTypeOf<
    string[] | undefined
  >();
  expectTypeOf<FromSchema<typeof patchEntityBody>['title']>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<FromSchema<typeof bulkDeleteBody>>().toEqualTypeOf<{ entities: string[] }>();
  expectTypeOf<FromSchema<typeof searchBody>['combinator']>().toEqualTypeOf<'and' | 'or'>();
});
