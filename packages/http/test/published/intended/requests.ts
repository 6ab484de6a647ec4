import type { Intended } from '../account.ts';

const queries: readonly Intended[] = [
  {
    reason: "Port's document requires what has a default: real clients leave it out (C7).",
    lines: [
      '…: query upsert: required → given',
      '…: query delete_dependents: required → given',
      'GET /v1/actions/runs/{run_id}/approvers: query include_pending_approvers: required → given',
      '… /v1/blueprints…: body /relations/*/required: key required → optional',
      '… /v1/blueprints…: body /relations/*/many: key required → optional',
    ],
  },
  {
    reason: "Port's newest page of the list of runs takes the `next` of a page as `from`; the file is older.",
    lines: ['GET /v1/actions/runs: query from: none → given'],
  },
  {
    reason:
      'Ignored: properties are not computed, relations carry identifiers, and a search never fails in part.',
    lines: [
      '…: query exclude_calculated_properties: given → none',
      '…: query attach_title_to_relation: given → none',
      '…: query attach_identifier_to_title_mirror_properties: given → none',
      '…: query allow_partial_results: given → none',
    ],
  },
  {
    reason: 'Ignored: there are no catalog pages.',
    lines: ['POST /v1/blueprints: query create_catalog_page: given → none'],
  },
  {
    reason:
      'Ignored: records of deleted entities are always there, and nothing comes from a webhook or an integration.',
    lines: [
      'GET /v1/audit-log: query include_deleted_entities: given → none',
      'GET /v1/audit-log: query webhookId: given → none',
      'GET /v1/audit-log: query webhookEventId: given → none',
      'GET /v1/audit-log: query InstallationId: given → none',
    ],
  },
  {
    reason: 'The same on the wire: a list of one is written as its only item.',
    lines: ['GET /v1/audit-log: query resources: type array string → array'],
  },
  {
    reason:
      'There is no half of a run, a line or a record, no page before the first and none without anything.',
    lines: [
      'GET /v1/actions/runs: query limit: type number → integer',
      'GET /v1/actions/runs/{run_id}/logs: query limit: type number → integer',
      'GET /v1/actions/runs/{run_id}/logs: query offset: type number → integer',
      'GET /v1/actions/runs/{run_id}/logs: query offset: minimum none → 0',
      'GET /v1/audit-log: query limit: type number → integer',
      'GET /v1/audit-log: query limit: minimum none → 1',
    ],
  },
  {
    reason: 'Our own: a request that changes a run can be repeated without being carried out twice.',
    lines: ['… /v1/actions…: header Idempotency-Key: none → given'],
  },
  {
    reason: 'A path without this part is another path.',
    lines: ['…: path identifier: minLength none → 1', '…: path run_id: minLength none → 1'],
  },
];

const bodies: readonly Intended[] = [
  {
    reason: 'Our own: time limits of runs, which Port has none of.',
    lines: [
      'POST /v1/actions: body /deadline: key none → optional',
      'POST /v1/actions: body /inactivityTimeout: key none → optional',
      'PUT /v1/actions/{action_identifier}: body /deadline: key none → optional',
      'PUT /v1/actions/{action_identifier}: body /inactivityTimeout: key none → optional',
    ],
  },
  {
    reason:
      "Port's document leaves open whether these need a body; a write that says nothing is taken for a mistake.",
    lines: [
      'POST /v1/blueprints/{blueprint_identifier}/entities: body: given → required',
      'PUT /v1/blueprints/{blueprint_identifier}/entities/{entity_identifier}: body: given → required',
      'PATCH /v1/blueprints/{blueprint_identifier}/entities/{entity_identifier}: body: given → required',
      'PATCH /v1/blueprints/{identifier}: body: given → required',
    ],
  },
  {
    reason: 'Names only: a search query in place of an identifier, a team or a relation is refused.',
    lines: [
      'POST /v1/blueprints/{blueprint_identifier}/entities: body /identifier: type object string → string',
      'PATCH …/{entity_identifier}: body /team: type array null object string → array null string',
      '…/entities…: body /team: type array object string → array string',
      '…/entities…: body /relations/*: type array null object string → array null string',
    ],
  },
  {
    reason: 'Real clients send back the entity that they read; the path names its blueprint.',
    lines: ['PATCH …/{entity_identifier}: body /blueprint: key none → optional'],
  },
  {
    reason:
      'Each entity of a bulk creation is checked on its own, so that a bad one does not refuse the others.',
    lines: ['identifier', 'title', 'icon', 'team', 'properties', 'relations'].map(
      (key) => `POST …/entities/bulk: body /entities/[]/${key}: key optional → none`,
    ),
  },
  {
    reason: 'What is kept has a bound, and so has what is held against a format that takes long to check.',
    lines: [
      '… /v1/actions…: body /identifier: maxLength none → 1000',
      '…/entities…: body /relations/*: maxItems none → 5000',
      '…/entities…: body /relations/*/[]: maxLength none → 1000',
      '…: body /schema/properties/*/specAuthentication/authorizationUrl: maxLength none → 2048',
      '…: body /schema/properties/*/specAuthentication/tokenUrl: maxLength none → 2048',
      '…: body /calculationProperties/*/specAuthentication/authorizationUrl: maxLength none → 2048',
      '…: body /calculationProperties/*/specAuthentication/tokenUrl: maxLength none → 2048',
    ],
  },
  {
    reason: 'The same texts, by a pattern that is checked in linear time or is shorter.',
    lines: [
      String.raw`…: body /mirrorProperties/*/path: pattern ^(?:[A-Za-z0-9@_=\-$]+\.)+?(\w|\$|@|-)*?[^\.]+$ → ^(?:[A-Za-z0-9@_=$-]+\.)+[^.]+$`,
      String.raw`…: body /trigger/actionCardButtonText: pattern ^[^\s].*[^\s]$ → ^\S.*\S$`,
      String.raw`…: body /trigger/executeActionButtonText: pattern ^[^\s].*[^\s]$ → ^\S.*\S$`,
    ],
  },
  {
    reason: 'The same lists: one of instants is one of texts, which the rules of a search take beside it.',
    lines: [
      'POST /v1/entities/search: body /rules/[]/value/[]: format date-time → none',
      '… /v1/actions…: body /trigger/condition/rules/[]/value/[]: format date-time → none',
    ],
  },
];

/** Of what the operations take. */
export const ofRequests: readonly Intended[] = [...queries, ...bodies];
