import { combinator, searchRules } from './search-rule.ts';
import { choice, closed, has, strings } from './shape.ts';

export const OPERATIONS = ['CREATE', 'DAY-2', 'DELETE'] as const;

const ENTITY_EVENTS = ['ENTITY_CREATED', 'ENTITY_UPDATED', 'ENTITY_DELETED', 'ANY_ENTITY_CHANGE'] as const;
const RUN_EVENTS = ['RUN_CREATED', 'RUN_UPDATED', 'ANY_RUN_CHANGE'] as const;
export const EVENTS = [...ENTITY_EVENTS, 'TIMER_PROPERTY_EXPIRED', ...RUN_EVENTS] as const;

const text = { type: 'string' } as const;
const buttonText = { type: 'string', minLength: 1, maxLength: 15, pattern: '^\\S.*\\S$' } as const;

const selfServiceFields = {
  type: text,
  operation: text,
  blueprintIdentifier: text,
  userInputs: { $ref: '#/$defs/userInputs' },
  actionCardButtonText: buttonText,
  executeActionButtonText: buttonText,
} as const;

const create = closed(selfServiceFields, ['type', 'operation', 'userInputs']);

const searchCondition = closed(
  { type: { type: 'string', enum: ['SEARCH'] }, rules: searchRules('search'), combinator },
  ['type', 'rules', 'combinator'],
);

/** What works on an entity may ask that the entity meets a condition, which needs a blueprint. */
const change = {
  ...closed({ ...selfServiceFields, condition: searchCondition }, ['type', 'operation', 'userInputs']),
  ...has('condition', { properties: { blueprintIdentifier: true }, required: ['blueprintIdentifier'] }, true),
} as const;

const entityEvent = closed({ type: text, blueprintIdentifier: text }, ['type', 'blueprintIdentifier']);
const timerEvent = closed({ type: text, blueprintIdentifier: text, propertyIdentifier: text }, [
  'type',
  'blueprintIdentifier',
  'propertyIdentifier',
]);
const runEvent = closed({ type: text, actionIdentifier: text }, ['type', 'actionIdentifier']);

const event = choice(
  'type',
  [ENTITY_EVENTS, entityEvent],
  [['TIMER_PROPERTY_EXPIRED'], timerEvent],
  [RUN_EVENTS, runEvent],
);

const jqCondition = closed({ type: { type: 'string', enum: ['JQ'] }, expressions: strings, combinator }, [
  'type',
  'expressions',
]);

const automation = closed({ type: text, event, condition: jqCondition }, ['type', 'event']);

/** Refers to `#/$defs/searchRule` and `#/$defs/userInputs`. */
export const trigger = choice(
  'type',
  [['self-service'], choice('operation', [['CREATE'], create], [['DAY-2', 'DELETE'], change])],
  [['automation'], automation],
);
