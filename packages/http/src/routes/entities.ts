import type { EntityInput } from '@berth/core';
import { success } from '../protocol/reply.ts';
import { replyTo } from '../replies.ts';
import { entitiesReply, entityReply } from '../schemas/catalog-replies.ts';
import { okReply } from '../schemas/common.ts';
import {
  changeEntityQuery,
  deleteEntityQuery,
  entityBody,
  patchEntityBody,
  readEntitiesQuery,
  replaceEntityBody,
  writeEntityQuery,
} from '../schemas/entity.ts';
import { entityToWire } from '../wire/entity.ts';
import { answer } from './answer.ts';
import { createMode, oneWrite, tiedTo } from './entity-writes.ts';
import { route } from './route.ts';

const path = '/blueprints/:blueprint_identifier/entities';

export const createEntity = route({
  operation: 'createEntity',
  summary: 'Create an entity, or overwrite or merge it with upsert',
  method: 'POST',
  path,
  query: writeEntityQuery,
  body: entityBody,
  replies: { 200: entityReply, 201: entityReply },
  failures: [400, 403, 409],
  handle: ({ params, query, body, caller, context }) => {
    const { identifier, ...input } = body;
    return oneWrite(context, caller, params.blueprint_identifier, {
      write: { mode: createMode(query), identifier, input: input as EntityInput },
      query,
      statusWhenCreated: 201,
    });
  },
});

export const replaceEntity = route({
  operation: 'replaceEntity',
  summary: 'Replace an entity',
  method: 'PUT',
  path: `${path}/:entity_identifier`,
  query: changeEntityQuery,
  body: replaceEntityBody,
  replies: { 200: entityReply },
  failures: [400, 403],
  handle: ({ params, query, body, caller, context }) =>
    oneWrite(context, caller, params.blueprint_identifier, {
      write: { mode: 'replace', identifier: params.entity_identifier, input: body as EntityInput },
      query,
    }),
});

export const patchEntity = route({
  operation: 'patchEntity',
  summary: 'Change the given keys of an entity',
  method: 'PATCH',
  path: `${path}/:entity_identifier`,
  query: changeEntityQuery,
  body: patchEntityBody,
  replies: { 200: entityReply },
  failures: [400, 403],
  handle: ({ params, query, body, caller, context }) =>
    oneWrite(context, caller, params.blueprint_identifier, {
      write: { mode: 'patch', identifier: params.entity_identifier, input: body as EntityInput },
      query,
    }),
});

export const deleteEntity = route({
  operation: 'deleteEntity',
  summary: 'Delete an entity',
  method: 'DELETE',
  path: `${path}/:entity_identifier`,
  query: deleteEntityQuery,
  replies: { 200: okReply },
  failures: [400, 403],
  handle: async ({ params, query, caller, context }) => {
    const { blueprint_identifier: blueprint, entity_identifier: identifier } = params;
    const options = { run: tiedTo(query), dependents: query.delete_dependents };
    return answer(
      await context.service.entities.delete(caller, blueprint, identifier, options),
      200,
      () => ({}),
    );
  },
});

export const getEntity = route({
  operation: 'getEntity',
  summary: 'Get an entity',
  method: 'GET',
  path: `${path}/:entity_identifier`,
  query: readEntitiesQuery,
  replies: { 200: entityReply },
  handle: async ({ params, query, context }) => {
    const { blueprint_identifier: blueprint, entity_identifier: identifier } = params;
    const found = await context.service.entities.get(blueprint, identifier);
    return answer(found, 200, (entity) => ({ entity: entityToWire(entity, query) }));
  },
});

export const listEntities = route({
  operation: 'listEntities',
  summary: 'List the entities of a blueprint',
  method: 'GET',
  path,
  query: readEntitiesQuery,
  replies: { 200: entitiesReply },
  handle: async ({ params, query, context }) => {
    const found = await context.service.entities.list(params.blueprint_identifier);
    if (!found.ok) return replyTo(found.error);
    return success(200, { entities: found.value.map((entity) => entityToWire(entity, query)) });
  },
});
