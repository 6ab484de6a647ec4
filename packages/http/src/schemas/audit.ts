import { MAX_AUDITS } from '../limits.ts';
import { reply, timestamp } from './common.ts';

const resources = ['blueprint', 'entity', 'run', 'webhook', 'scorecard', 'action', 'integration'] as const;

/** What a record holds, and what `includes` may name. */
const auditKeys = [
  ...[
    'action',
    'context',
    'diff',
    'identifier',
    'resourceType',
    'status',
    'trigger',
    'additionalData',
    'message',
  ],
] as const;

export const auditQuery = {
  type: 'object',
  properties: {
    identifier: { type: 'string', description: "A record's own identifier" },
    entity: { type: 'string' },
    blueprint: { type: 'string' },
    run_id: { type: 'string' },
    origin: { type: 'array', items: { type: 'string' } },
    resources: { type: 'array', items: { type: 'string', enum: resources } },
    includes: { type: 'array', items: { type: 'string', enum: auditKeys } },
    from: timestamp,
    to: timestamp,
    action: { type: 'string', description: 'CREATE, UPDATE or DELETE' },
    status: { type: 'string', enum: ['SUCCESS', 'FAILURE'] },
    actionType: { type: 'string', enum: ['automation', 'self-service'] },
    limit: { type: 'integer', minimum: 1, default: MAX_AUDITS },
  },
} as const;

export const auditsReply = reply({
  audits: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        identifier: { type: 'string' },
        action: { type: 'string', enum: ['CREATE', 'UPDATE', 'DELETE'] },
        resourceType: { type: 'string', enum: resources },
        status: { const: 'SUCCESS' },
        trigger: { type: 'object' },
        context: { type: 'object' },
        diff: { type: 'object' },
        additionalData: { type: 'object' },
        message: { type: 'string' },
      },
      additionalProperties: false,
    },
  },
});
