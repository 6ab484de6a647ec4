import type { EntityInput, EntityWrite, Refusal, Result, Written } from '@berth/core';
import { success } from '../protocol/reply.ts';
import { replyTo } from '../replies.ts';
import { bulkDeleteReply, bulkEntitiesReply } from '../schemas/catalog-replies.ts';
import {
  bulkDeleteBody,
  bulkEntitiesBody,
  deleteEntityQuery,
  entityBody,
  writeEntityQuery,
} from '../schemas/entity.ts';
import { bodyProblem } from '../validation/requests.ts';
import { answer } from './answer.ts';
import { createMode, tiedTo, writeOptions } from './entity-writes.ts';
import { route } from './route.ts';

interface Item {
  readonly index: number;
  readonly identifier: string;
  readonly problem: string | undefined;
  readonly write: EntityWrite;
}

export const createEntities = route({
  operation: 'createEntities',
  summary: 'Create up to 20 entities, each with an answer of its own',
  method: 'POST',
  path: '/blueprints/:blueprint_identifier/entities/bulk',
  query: writeEntityQuery,
  body: bulkEntitiesBody,
  replies: { 200: bulkEntitiesReply, 207: bulkEntitiesReply },
  failures: [400, 403],
  handle: async ({ params, query, body, caller, context }) => {
    const items = body.entities.map((entity, index): Item => {
      const { identifier, ...input } = entity as EntityInput;
      return {
        index,
        identifier: typeof identifier === 'string' ? identifier : 'unknown',
        problem: bodyProblem(entityBody, entity),
        write: { mode: createMode(query), identifier, input },
      };
    });
    const sound = items.filter((item) => item.problem === undefined);
    const written = await context.service.entities.write(
      caller,
      params.blueprint_identifier,
      sound.map((item) => item.write),
      writeOptions(query),
    );
    if (!written.ok) return replyTo(written.error);
    const outcomes = new Map(sound.map((item, at) => [item, written.value[at]]));
    const errors = items.flatMap((item) => errorOf(item, outcomes.get(item)));
    const entities = items.flatMap((item) => createdOf(item, outcomes.get(item)));
    return success(errors.length === 0 ? 200 : 207, { entities, errors });
  },
});

type Outcome = Result<Written, Refusal> | undefined;

function createdOf({ index }: Item, outcome: Outcome) {
  if (!outcome?.ok) return [];
  const { created, entity } = outcome.value;
  return [{ created, identifier: entity.identifier, index }];
}

function errorOf({ index, identifier, problem }: Item, outcome: Outcome) {
  if (problem !== undefined) {
    return [{ identifier, index, statusCode: 422, error: 'invalid_request', message: problem }];
  }
  if (!outcome || outcome.ok) return [];
  const { status, body } = replyTo(outcome.error);
  const { error, message } = JSON.parse(body) as { error: string; message: string };
  return [{ identifier, index, statusCode: status, error, message }];
}

export const deleteEntities = route({
  operation: 'deleteEntities',
  summary: 'Delete up to 100 entities, all or none',
  method: 'POST',
  path: '/blueprints/:blueprint_identifier/bulk/entities/delete',
  query: deleteEntityQuery,
  body: bulkDeleteBody,
  replies: { 200: bulkDeleteReply },
  failures: [400, 403],
  handle: async ({ params, query, body, caller, context }) => {
    const options = { run: tiedTo(query), dependents: query.delete_dependents };
    const { entities } = body;
    const deleted = await context.service.entities.deleteMany(
      caller,
      params.blueprint_identifier,
      entities,
      options,
    );
    return answer(deleted, 200, (deletedEntities) => ({ deletedEntities }));
  },
});
