import { MAX_IDENTIFIER, MAX_TIMEOUT_SECONDS } from '../limits.ts';
import { EVENTS, OPERATIONS, trigger } from './action-trigger.ts';
import { invocationMethod } from './invocation-method.ts';
import { ACTION_IDENTIFIER } from './names.ts';
import { searchDefs } from './search-rule.ts';
import { choice, closed, strings } from './shape.ts';
import { userInputsDefs } from './user-inputs.ts';

const text = { type: 'string' } as const;

const format = { type: 'string', enum: ['json', 'slack'] } as const;
const approvalNotification = choice(
  'type',
  [['email'], closed({ type: text }, ['type'])],
  [['webhook'], closed({ type: text, format, url: { type: 'string', format: 'uri' } }, ['type', 'url'])],
);

// Of Berth's own: Port has no time limits.
const seconds = { type: 'integer', minimum: 1, maximum: MAX_TIMEOUT_SECONDS } as const;

export const actionBody = {
  type: 'object',
  properties: {
    identifier: { type: 'string', pattern: ACTION_IDENTIFIER, maxLength: MAX_IDENTIFIER },
    title: text,
    icon: text,
    description: text,
    trigger,
    invocationMethod,
    requiredApproval: {
      ...closed({ type: { type: 'string', enum: ['ANY', 'ALL'] } }, ['type']),
      type: ['boolean', 'object'],
      description: 'Whether runs wait for an approver, and for one or for all of them',
    },
    approvalNotification,
    publish: { type: 'boolean', description: 'Whether an automation is on' },
    allowAnyoneToViewRuns: { type: 'boolean' },
    deadline: { ...seconds, description: 'Seconds that a run may take; then it fails' },
    inactivityTimeout: { ...seconds, description: 'Seconds that a run may go without a word; then it fails' },
  },
  required: ['identifier', 'trigger', 'invocationMethod'],
  additionalProperties: false,
  $defs: { ...userInputsDefs, ...searchDefs('search'), ...searchDefs('dataset') },
} as const;

export const listActionsQuery = {
  type: 'object',
  properties: {
    action_identifier: strings,
    blueprint_identifier: strings,
    operation: { type: 'array', items: { type: 'string', enum: OPERATIONS } },
    published: { type: 'boolean' },
    trigger_type: trigger.properties.type,
    trigger_event: { type: 'array', items: { type: 'string', enum: EVENTS } },
    trigger_event_action_identifier: strings,
    version: { type: 'string', enum: ['v1', 'v2'] },
  },
} as const;
