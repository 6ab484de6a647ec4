import { envelope, instant, type Schema, text, textOrNull } from './schema-envelope.ts';

/** How a run names an action, a blueprint or an entity. */
const reference: Schema = {
  type: 'object',
  properties: { identifier: text, title: textOrNull, icon: textOrNull, deleted: { type: 'boolean' } },
  required: ['identifier'],
};

const payload: Schema = {
  type: ['object', 'null'],
  properties: {
    type: text,
    url: { type: 'string', format: 'uri' },
    agent: { type: 'boolean' },
    synchronized: { type: 'boolean' },
    method: text,
    headers: { type: 'object', properties: { RUN_ID: text } },
    body: {
      type: 'object',
      properties: { port_context: { type: 'object', properties: { runId: text } } },
    },
  },
};

const common: Readonly<Record<string, Schema>> = {
  id: text,
  blueprint: reference,
  entity: reference,
  properties: { type: 'object' },
  rawProperties: { type: 'object' },
  source: { type: ['string', 'object'] },
  requiredApproval: {
    type: ['boolean', 'object'],
    properties: { type: { type: 'string', enum: ['ALL', 'ANY'] } },
    required: ['type'],
  },
  status: text,
  statusLabel: textOrNull,
  link: { type: ['array', 'string'], items: text },
  summary: text,
  approval: {
    type: ['object', 'null'],
    properties: { description: text, userId: textOrNull, state: text },
  },
  payload,
  response: { type: ['string', 'array', 'object'] },
  pendingExecution: { type: 'boolean' },
  claimedUntil: instant,
  installationId: text,
  createdBy: text,
  impersonatedBy: text,
  updatedBy: text,
  createdAt: instant,
  updatedAt: instant,
};

/** As published. Further keys are allowed: the published schema does not close a run. */
const v2: Schema = {
  type: 'object',
  properties: { ...common, action: reference, endedAt: instant },
  required: ['id', 'action', 'properties', 'requiredApproval', 'source', 'status'],
};

/** As the page "Reflect action progress" shows a run, which the published schema does not fit (C2). */
const v1: Schema = {
  type: 'object',
  properties: {
    ...common,
    action: text,
    endedAt: { type: ['string', 'null'], format: 'date-time' },
    relatedEntityExists: { type: 'boolean' },
    relatedBlueprintExists: { type: 'boolean' },
  },
  required: ['id', 'action', 'properties', 'source', 'status'],
};

/** Where the page says that the id of a new run is found; the published schema has no such key (C1). */
const context: Schema = {
  type: 'object',
  properties: { runId: text, blueprint: textOrNull, entity: textOrNull },
  required: ['runId'],
};

/** Port's newest page of this route has `next`, which the published file is older than. */
const listOf = (run: Schema) => envelope({ runs: { type: 'array', items: run } }, { next: textOrNull });

const log: Schema = {
  type: 'object',
  properties: { id: text, runId: text, message: text, createdBy: text, createdAt: instant },
  required: ['id', 'runId', 'message', 'createdBy', 'createdAt'],
};

const approver: Schema = {
  type: 'object',
  properties: { userId: text, state: text, description: textOrNull },
  required: ['userId', 'state'],
};

export const runSchemas = {
  /** Reading, updating, approving. */
  'run-v1': envelope({ run: v1 }),
  'run-v2': envelope({ run: v2 }),
  /** Executing, which knows no `version`. */
  'execution-v1': envelope({ run: v1 }, { context }),
  'execution-v2': envelope({ run: v2 }, { context }),
  'runs-v1': listOf(v1),
  'runs-v2': listOf(v2),
  log: envelope({ runLog: log }),
  logs: envelope({ runLogs: { type: 'array', items: log } }),
  approvers: envelope({ approvers: { type: 'array', items: approver } }),
} satisfies Readonly<Record<string, Schema>>;
