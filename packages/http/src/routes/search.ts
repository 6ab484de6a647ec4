import type { SearchQuery } from '@berth/core';
import { problems } from '../protocol/problems.ts';
import { success } from '../protocol/reply.ts';
import { entitiesReply } from '../schemas/catalog-replies.ts';
import { searchBody, searchQuery } from '../schemas/search.ts';
import { searchProblem } from '../validation/search.ts';
import { entityToWire } from '../wire/entity.ts';
import { route } from './route.ts';

export const searchEntities = route({
  operation: 'searchEntities',
  summary: 'Find entities of any blueprint by rules',
  method: 'POST',
  path: '/entities/search',
  query: searchQuery,
  body: searchBody as object,
  replies: { 200: entitiesReply },
  handle: async ({ query, body, caller, context }) => {
    const problem = searchProblem(body as SearchQuery);
    if (problem !== undefined) return problems.invalid(problem);
    const found = await context.service.entities.search(caller, body as SearchQuery);
    return success(200, { entities: found.map((entity) => entityToWire(entity, query)) });
  },
});
