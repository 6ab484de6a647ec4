import { MAX_BULK_DELETES, MAX_BULK_ENTITIES, MAX_IDENTIFIER, MAX_RELATED } from '../limits.ts';
import { ENTITY_IDENTIFIER, PROPERTY_NAME } from './names.ts';
import { closed, strings } from './shape.ts';

const identifier = { type: 'string', pattern: ENTITY_IDENTIFIER, maxLength: MAX_IDENTIFIER } as const;

const relations = {
  type: 'object',
  description: 'Related entities by relation: one identifier, a list of them, or null for none',
  additionalProperties: {
    type: ['string', 'array', 'null'],
    pattern: ENTITY_IDENTIFIER,
    maxLength: MAX_IDENTIFIER,
    items: { type: 'string', pattern: ENTITY_IDENTIFIER, maxLength: MAX_IDENTIFIER },
    maxItems: MAX_RELATED,
  },
} as const;

const wholeEntity = {
  type: 'object',
  properties: {
    identifier: { ...identifier, description: 'Made up when absent' },
    title: { type: 'string' },
    icon: { type: 'string' },
    team: { type: ['string', 'array'], items: { type: 'string' } },
    properties: { type: 'object' },
    relations,
  },
} as const;

export const entityBody = wholeEntity;

export const replaceEntityBody = {
  ...wholeEntity,
  properties: { ...wholeEntity.properties, identifier },
} as const;

export const patchEntityBody = closed(
  {
    identifier,
    title: { type: ['string', 'null'] },
    icon: { type: ['string', 'null'] },
    team: { type: ['string', 'array', 'null'], items: { type: 'string' } },
    properties: { type: 'object', propertyNames: { pattern: PROPERTY_NAME } },
    relations,
    // Real clients send back the entity that they read; the path names the blueprint.
    blueprint: { type: 'string' },
  },
  [],
);

// Each item is checked against entityBody on its own: one bad entity does not refuse the others.
export const bulkEntitiesBody = closed(
  { entities: { type: 'array', items: { type: 'object' }, minItems: 1, maxItems: MAX_BULK_ENTITIES } },
  ['entities'],
);

export const bulkDeleteBody = closed({ entities: { ...strings, minItems: 1, maxItems: MAX_BULK_DELETES } }, [
  'entities',
]);

const run_id = {
  type: 'string',
  description: 'The run that the change belongs to; empty counts as absent',
} as const;
const create_missing_related_entities = { type: 'boolean', default: false } as const;

export const writeEntityQuery = {
  type: 'object',
  properties: {
    upsert: { type: 'boolean', default: false },
    merge: { type: 'boolean', default: false, description: 'With upsert: keep what the body does not name' },
    validation_only: { type: 'boolean', default: false },
    create_missing_related_entities,
    run_id,
  },
} as const;

export const changeEntityQuery = {
  type: 'object',
  properties: { create_missing_related_entities, run_id },
} as const;

export const deleteEntityQuery = {
  type: 'object',
  properties: { delete_dependents: { type: 'boolean', default: false }, run_id },
} as const;

export const readEntitiesQuery = {
  type: 'object',
  properties: { include: strings, exclude: strings },
} as const;
