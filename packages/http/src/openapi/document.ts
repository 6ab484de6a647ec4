import { MAX_IDEMPOTENCY_KEY } from '../limits.ts';
import type { Route } from '../routes/route.ts';
import { errorReply } from '../schemas/common.ts';
import { liftDefinitions } from './definitions.ts';
import { failuresOf, meanings } from './failures.ts';

/** The served routes as an OpenAPI 3.1 document. The schemas are the very ones that requests are checked against. */
export function openApiDocument(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  const schemas: Record<string, object> = { Error: errorReply };
  for (const route of routes) {
    const path = `/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    const operations = paths[path] ?? {};
    operations[route.method.toLowerCase()] = operation(route, schemas);
    paths[path] = operations;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Berth',
      version: '1',
      description: "Port-compatible action runs. Independent of Port; paths are those of Port's API.",
    },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'apiKey', in: 'header', name: 'Authorization' } },
      schemas,
    },
  };
}

function operation(route: Route, schemas: Record<string, object>): object {
  return {
    operationId: route.operation,
    summary: route.summary,
    ...(route.public ? {} : { security: [{ bearer: [] }] }),
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...(route.body ? { requestBody: requestBody(route, liftDefinitions(route.body, schemas)) } : {}),
    responses: Object.fromEntries([...successes(route), ...failures(route)]),
  };
}

function requestBody({ bodyOptional }: Route, schema: object): object {
  return { required: !bodyOptional, content: { 'application/json': { schema } } };
}

function pathParameters({ path }: Route): object[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1 },
  }));
}

function queryParameters({ query }: Route): object[] {
  const { properties = {} } = (query ?? {}) as { properties?: Record<string, object> };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

function headerParameters({ repeatable, streams }: Route): object[] {
  if (streams === 'text/event-stream') return [lastEventId];
  if (!repeatable) return [];
  const description =
    'A name for this request, which may then be sent again: it is carried out once, and answered the same each time';
  const schema = { type: 'string', minLength: 1, maxLength: MAX_IDEMPOTENCY_KEY };
  return [{ name: 'Idempotency-Key', in: 'header', required: false, description, schema }];
}

const lastEventId = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The last event that the client has seen; a browser sends it by itself',
  schema: { type: 'string' },
} as const;

function successes({ replies, streams }: Route): [string, object][] {
  if (streams)
    return [['200', { description: 'Sent as it comes', content: { [streams]: { schema: text } } }]];
  return Object.entries(replies).map(([status, schema]) => [
    status,
    { description: 'Done', content: { 'application/json': { schema } } },
  ]);
}

const text = { type: 'string' } as const;

function failures(route: Route): [string, object][] {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  return failuresOf(route).map((status) => [
    String(status),
    { description: meanings[status] ?? 'Refused', content },
  ]);
}
