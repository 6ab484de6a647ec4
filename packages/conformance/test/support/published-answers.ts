import type { SchemaKind } from '../../src/wire/schema.ts';

const run = '/v1/actions/runs/{run_id}';
const entities = '/v1/blueprints/{blueprint_identifier}/entities';

/** The answers of Port's OpenAPI document that each kind stands for; none where it describes no such answer. */
export const publishedAnswers: Readonly<
  Record<SchemaKind, readonly (readonly [operation: string, status: number])[]>
> = {
  'error-with-message': [404, 422].map((status) => [`PATCH ${run}`, status] as const),
  'run-v1': [],
  'run-v2': [
    [`GET ${run}`, 200],
    [`PATCH ${run}`, 200],
    [`PATCH ${run}/approval`, 201],
  ],
  'execution-v1': [],
  'execution-v2': [['POST /v1/actions/{action_identifier}/runs', 202]],
  'runs-v1': [],
  'runs-v2': [['GET /v1/actions/runs', 200]],
  log: [[`POST ${run}/logs`, 201]],
  logs: [[`GET ${run}/logs`, 200]],
  approvers: [[`GET ${run}/approvers`, 200]],
  entity: [
    [`POST ${entities}`, 201],
    ...['GET', 'PUT', 'PATCH'].map((method) => [`${method} ${entities}/{entity_identifier}`, 200] as const),
  ],
  'entities-created': [200, 207].map((status) => [`POST ${entities}/bulk`, status] as const),
  'entities-deleted': [['POST /v1/blueprints/{blueprint_identifier}/bulk/entities/delete', 200]],
};
