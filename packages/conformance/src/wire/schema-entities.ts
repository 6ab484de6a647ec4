import { envelope, instant, type Schema, text, textOrNull } from './schema-envelope.ts';

/**
 * Open, though the published schema closes it: that one was made from the body of the request and leaves out the blueprint
 * and the times and authors, which every real answer has.
 */
const entity: Schema = {
  type: 'object',
  properties: {
    identifier: text,
    blueprint: text,
    title: textOrNull,
    icon: textOrNull,
    team: { type: ['string', 'array', 'object', 'null'], items: text },
    properties: { type: 'object' },
    relations: {
      type: 'object',
      additionalProperties: { type: ['string', 'array', 'object', 'null'], items: text },
    },
    createdAt: instant,
    createdBy: text,
    updatedAt: instant,
    updatedBy: text,
  },
  required: ['identifier'],
};

const created: Schema = {
  type: 'object',
  properties: {
    created: { type: 'boolean' },
    identifier: text,
    index: { type: 'number' },
    additionalData: { type: 'object' },
  },
  required: ['created', 'identifier', 'index'],
};

const failed: Schema = {
  type: 'object',
  properties: {
    identifier: text,
    index: { type: 'number' },
    statusCode: { type: 'number' },
    error: text,
    message: text,
  },
  required: ['identifier', 'index', 'statusCode', 'error', 'message'],
};

const listOf = (items: Schema): Schema => ({ type: 'array', items });

export const entitySchemas = {
  entity: envelope({ entity }),
  /** 200 and 207 of a bulk creation. Published with `ok` required twice, which no validator compiles (C6). */
  'entities-created': {
    type: 'object',
    properties: { ok: { type: 'boolean' }, entities: listOf(created), errors: listOf(failed) },
    required: ['ok', 'entities', 'errors'],
    additionalProperties: false,
  },
  'entities-deleted': envelope({ deletedEntities: listOf(text) }),
} satisfies Readonly<Record<string, Schema>>;
