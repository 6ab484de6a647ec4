import type { Reply } from '../protocol/exchange.ts';
import { route } from './route.ts';

export const getOpenApi = route({
  operation: 'getOpenApi',
  summary: 'This API as an OpenAPI 3.1 document',
  method: 'GET',
  path: '/openapi.json',
  public: true,
  replies: { 200: { type: 'object', properties: { openapi: { const: '3.1.0' } }, required: ['openapi'] } },
  handle: async ({ context }): Promise<Reply> => ({
    status: 200,
    headers: {},
    body: JSON.stringify(context.openApi()),
  }),
});
