export const entities = '/v1/blueprints/{blueprint_identifier}/entities';
const entity = `${entities}/{entity_identifier}`;
export const blueprint = '/v1/blueprints/{blueprint_identifier}';
const action = '/v1/actions/{action_identifier}';
export const run = '/v1/actions/runs/{run_id}';

/** Every operation of Port's OpenAPI document for this area, in its order. */
export const published: readonly string[] = [
  'POST /v1/auth/access_token',
  ...[`POST ${entities}`, `GET ${entities}`, `POST ${entities}/bulk`],
  ...[`PATCH ${entity}`, `PUT ${entity}`, `GET ${entity}`, `DELETE ${entity}`],
  ...[`GET ${blueprint}/entities-count`, `DELETE ${blueprint}/all-entities`],
  ...[`POST ${blueprint}/bulk/entities/delete`, 'POST /v1/entities/search', `POST ${entities}/search`],
  ...['GET /v1/blueprints', 'POST /v1/blueprints', 'GET /v1/blueprints/{identifier}'],
  ...['PUT', 'PATCH', 'DELETE'].map((method) => `${method} /v1/blueprints/{identifier}`),
  ...['POST /v1/actions', 'GET /v1/actions', `PUT ${action}`, `GET ${action}`, `DELETE ${action}`],
  ...[`GET ${action}/permissions`, `PATCH ${action}/permissions`],
  ...[`POST ${action}/runs`, `PATCH ${run}`, `GET ${run}`, `PATCH ${run}/approval`, 'GET /v1/actions/runs'],
  ...[`POST ${run}/logs`, `GET ${run}/logs`, `GET ${run}/approvers`, 'GET /v1/audit-log'],
];

/** Not in the document, but called by clients that Port publishes. */
export const undocumented: readonly string[] = [
  'POST /v1/actions/runs/claim-pending',
  'PATCH /v1/actions/runs/ack',
  `PATCH ${run}/response`,
  `POST ${blueprint}/actions/{action_identifier}/runs`,
];
