import { reply, timestamp } from './common.ts';

const stamps = {
  createdAt: timestamp,
  createdBy: { type: 'string' },
  updatedAt: timestamp,
  updatedBy: { type: 'string' },
} as const;

/** With `include` or `exclude` an entity may lack all but its name. */
const entity = {
  type: 'object',
  properties: {
    identifier: { type: 'string' },
    blueprint: { type: 'string' },
    title: { type: ['string', 'null'] },
    icon: { type: ['string', 'null'] },
    team: { type: 'array', items: { type: 'string' } },
    properties: { type: 'object' },
    relations: {
      type: 'object',
      additionalProperties: { type: ['string', 'array', 'null'], items: { type: 'string' } },
    },
    ...stamps,
  },
  required: ['identifier', 'blueprint', 'properties', 'relations'],
  additionalProperties: false,
} as const;

export const entityReply = reply({ entity });
export const entitiesReply = reply({ entities: { type: 'array', items: entity } });

export const bulkEntitiesReply = reply({
  entities: {
    type: 'array',
    items: {
      type: 'object',
      properties: { created: { type: 'boolean' }, identifier: { type: 'string' }, index: { type: 'number' } },
      required: ['created', 'identifier', 'index'],
    },
  },
  errors: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        identifier: { type: 'string' },
        index: { type: 'number' },
        statusCode: { type: 'number' },
        error: { type: 'string' },
        message: { type: 'string' },
      },
      required: ['identifier', 'index', 'statusCode', 'error', 'message'],
    },
  },
});

export const bulkDeleteReply = reply({ deletedEntities: { type: 'array', items: { type: 'string' } } });

/** As its author wrote it, with who wrote it and when. */
function definition(required: readonly string[]) {
  return {
    type: 'object',
    properties: { identifier: { type: 'string' }, ...stamps },
    required: [...required, ...Object.keys(stamps)],
  } as const;
}

const blueprint = definition(['identifier', 'title', 'schema']);
const action = definition(['identifier', 'trigger', 'invocationMethod']);

export const blueprintReply = reply({ blueprint });
export const blueprintsReply = reply({ blueprints: { type: 'array', items: blueprint } });
export const actionReply = reply({ action });
export const actionsReply = reply({ actions: { type: 'array', items: action } });

export const deleteBlueprintQuery = {
  type: 'object',
  properties: { delete_actions: { type: 'boolean', default: false } },
} as const;
