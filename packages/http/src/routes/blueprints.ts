import type { BlueprintDefinition } from '@berth/core';
import { success } from '../protocol/reply.ts';
import { blueprintBody, patchBlueprintBody, replaceBlueprintBody } from '../schemas/blueprint.ts';
import { blueprintReply, blueprintsReply, deleteBlueprintQuery } from '../schemas/catalog-replies.ts';
import { okReply } from '../schemas/common.ts';
import { definitionToWire } from '../wire/definition.ts';
import { answer } from './answer.ts';
import { route } from './route.ts';

const path = '/blueprints/:identifier';

export const createBlueprint = route({
  operation: 'createBlueprint',
  summary: 'Create a blueprint',
  method: 'POST',
  path: '/blueprints',
  body: blueprintBody as object,
  replies: { 201: blueprintReply },
  failures: [409],
  handle: async ({ body, caller, context }) =>
    answer(
      await context.service.blueprints.create(caller, body as BlueprintDefinition),
      201,
      (blueprint) => ({
        blueprint: definitionToWire(blueprint),
      }),
    ),
});

export const listBlueprints = route({
  operation: 'listBlueprints',
  summary: 'List all blueprints',
  method: 'GET',
  path: '/blueprints',
  replies: { 200: blueprintsReply },
  handle: async ({ context }) =>
    success(200, { blueprints: (await context.service.blueprints.list()).map(definitionToWire) }),
});

export const getBlueprint = route({
  operation: 'getBlueprint',
  summary: 'Get a blueprint',
  method: 'GET',
  path,
  replies: { 200: blueprintReply },
  handle: async ({ params, context }) =>
    answer(await context.service.blueprints.get(params.identifier), 200, (blueprint) => ({
      blueprint: definitionToWire(blueprint),
    })),
});

export const replaceBlueprint = route({
  operation: 'replaceBlueprint',
  summary: 'Replace a blueprint',
  method: 'PUT',
  path,
  body: replaceBlueprintBody as object,
  replies: { 200: blueprintReply },
  handle: async ({ params: { identifier }, body, caller, context }) => {
    const definition = { identifier, ...(body as object) } as BlueprintDefinition;
    return answer(
      await context.service.blueprints.replace(caller, identifier, definition),
      200,
      (blueprint) => ({
        blueprint: definitionToWire(blueprint),
      }),
    );
  },
});

export const patchBlueprint = route({
  operation: 'patchBlueprint',
  summary: 'Change the given keys of a blueprint',
  method: 'PATCH',
  path,
  body: patchBlueprintBody as object,
  replies: { 200: blueprintReply },
  handle: async ({ params: { identifier }, body, caller, context }) => {
    const part = body as Partial<BlueprintDefinition>;
    return answer(await context.service.blueprints.patch(caller, identifier, part), 200, (blueprint) => ({
      blueprint: definitionToWire(blueprint),
    }));
  },
});

export const deleteBlueprint = route({
  operation: 'deleteBlueprint',
  summary: 'Delete a blueprint that nothing needs any more',
  method: 'DELETE',
  path,
  query: deleteBlueprintQuery,
  replies: { 200: okReply },
  failures: [403],
  handle: async ({ params, query, caller, context }) => {
    const options = { actions: query.delete_actions };
    return answer(
      await context.service.blueprints.delete(caller, params.identifier, options),
      200,
      () => ({}),
    );
  },
});
