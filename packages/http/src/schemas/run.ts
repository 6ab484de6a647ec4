import { DEFAULT_RUNS_PAGE, MAX_RUNS_PAGE } from '../limits.ts';
import { reply, timestamp } from './common.ts';

const ending = { type: 'string', enum: ['SUCCESS', 'FAILURE'] } as const;
const version = { type: 'string', enum: ['v1', 'v2'] } as const;
const runSource = { type: 'string', enum: ['UI', 'API', 'AUTOMATION'] } as const;
export const runStatus = {
  type: 'string',
  enum: ['IN_PROGRESS', 'SUCCESS', 'FAILURE', 'WAITING_FOR_APPROVAL', 'DECLINED'],
} as const;

export const executeBody = {
  type: 'object',
  properties: {
    properties: { type: 'object', description: "The action's inputs, by name" },
    entity: { type: 'string', description: 'Identifier of the entity that the action works on' },
  },
  required: ['properties'],
  additionalProperties: false,
} as const;

/** It says nothing; but what a page elsewhere can make its visitor's browser send is not JSON. */
export const rerunBody = { type: 'object', properties: {}, additionalProperties: false } as const;

export const executeQuery = {
  type: 'object',
  properties: { run_as: { type: 'string', format: 'email' } },
} as const;

export const runQuery = { type: 'object', properties: { version } } as const;

export const patchRunBody = {
  type: 'object',
  properties: {
    status: { ...ending, description: 'Ends the run' },
    statusLabel: { type: 'string' },
    link: { type: ['string', 'array'], items: { type: 'string' } },
    summary: { type: 'string' },
    externalRunId: {
      type: 'string',
      description: "The backend's own name for the run; the list of runs filters by it",
    },
    message: { type: 'object', deprecated: true },
  },
  additionalProperties: false,
} as const;

/** What every list of runs is asked by. */
export const runsPageQuery = {
  entity: { type: 'string' },
  blueprint: { type: 'string' },
  action: { type: 'string' },
  source: { type: 'array', items: runSource },
  user_email: { type: 'string' },
  user_id: { type: 'string' },
  external_run_id: { type: 'string' },
  limit: { type: 'integer', minimum: 1, maximum: MAX_RUNS_PAGE, default: DEFAULT_RUNS_PAGE },
  from: { type: 'string', description: '`next` of the page before this one' },
} as const;

export const listRunsQuery = {
  type: 'object',
  properties: {
    ...runsPageQuery,
    active: { type: 'boolean', description: 'true: only runs in progress' },
    exclude: { type: 'array', items: { type: 'string' }, description: 'Keys to leave out of every run' },
    version,
  },
} as const;

export const approvalBody = {
  type: 'object',
  properties: { status: { type: 'string', enum: ['APPROVE', 'DECLINE'] }, description: { type: 'string' } },
  required: ['status'],
  additionalProperties: false,
} as const;

export const approversQuery = {
  type: 'object',
  properties: { include_pending_approvers: { type: 'boolean', default: false } },
} as const;

const shared = {
  id: { type: 'string' },
  status: runStatus,
  statusLabel: { type: 'string' },
  link: { type: ['array', 'string'], items: { type: 'string' } },
  summary: { type: 'string' },
  source: runSource,
  properties: { type: 'object' },
  approval: {
    type: 'object',
    properties: { description: { type: 'string' }, userId: { type: 'string' }, state: { type: 'string' } },
  },
  createdAt: timestamp,
  updatedAt: timestamp,
  createdBy: { type: 'string' },
  updatedBy: { type: 'string' },
  impersonatedBy: { type: 'string' },
};

const reference = {
  type: 'object',
  properties: {
    identifier: { type: 'string' },
    title: { type: ['string', 'null'] },
    icon: { type: ['string', 'null'] },
    deleted: { type: 'boolean' },
  },
  required: ['identifier', 'title', 'icon'],
  additionalProperties: false,
} as const;

const briefReference = {
  type: 'object',
  properties: { identifier: { type: 'string' }, title: { type: ['string', 'null'] } },
  required: ['identifier', 'title'],
  additionalProperties: false,
} as const;

export const runV2 = {
  type: 'object',
  properties: {
    ...shared,
    action: reference,
    blueprint: reference,
    entity: reference,
    requiredApproval: {
      type: ['boolean', 'object'],
      properties: { type: { type: 'string', enum: ['ANY', 'ALL'] } },
      required: ['type'],
    },
    payload: {
      type: 'object',
      properties: {
        type: { type: 'string' },
        url: { type: 'string' },
        agent: { type: 'boolean' },
        synchronized: { type: 'boolean' },
        method: { type: 'string' },
        headers: { type: 'object' },
        body: { type: ['array', 'object'] },
      },
      description:
        'The invocation method, evaluated for this run; those of other types have keys of their own',
    },
    response: { type: ['array', 'object', 'string'], description: 'What the backend answered' },
    endedAt: timestamp,
  },
  required: ['id', 'status', 'action', 'properties', 'requiredApproval', 'source', 'createdAt', 'updatedAt'],
  additionalProperties: false,
};

const runV1 = {
  type: 'object',
  properties: {
    ...shared,
    action: { type: 'string' },
    blueprint: briefReference,
    entity: briefReference,
    relatedEntityExists: { type: 'boolean' },
    relatedBlueprintExists: { type: 'boolean' },
    endedAt: { type: ['string', 'null'], format: 'date-time' },
    message: { type: 'object', deprecated: true },
  },
  required: [
    ...['id', 'status', 'action', 'endedAt', 'source', 'properties', 'createdAt', 'updatedAt'],
    ...['relatedEntityExists', 'relatedBlueprintExists'],
  ],
  additionalProperties: false,
};

const anyRun = { anyOf: [runV2, runV1] };

export const runReply = reply({ run: anyRun });

export const executeReply = reply(
  {
    run: runV2,
    context: {
      type: 'object',
      properties: {
        runId: { type: 'string' },
        blueprint: { type: ['string', 'null'] },
        entity: { type: ['string', 'null'] },
      },
      required: ['runId', 'blueprint', 'entity'],
    },
  },
  ['context'],
);

/** With `exclude` a listed run may lack any key. */
const anyPartOfRun = { anyOf: [runV2, runV1].map((run) => ({ ...run, required: [] })) };

export const runsReply = reply({ runs: { type: 'array', items: anyPartOfRun }, next: { type: 'string' } }, [
  'next',
]);

export const approversReply = reply({
  approvers: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        userId: { type: 'string' },
        state: { type: 'string', enum: ['APPROVED', 'DECLINED', 'PENDING'] },
        description: { type: ['string', 'null'] },
      },
      required: ['userId', 'state', 'description'],
    },
  },
});
