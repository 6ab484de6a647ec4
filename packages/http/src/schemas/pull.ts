import {
  DEFAULT_VISIBILITY_MS,
  MAX_ACKNOWLEDGED,
  MAX_CLAIM,
  MAX_EXCLUDED,
  MAX_VISIBILITY_MS,
} from '../limits.ts';
import { reply, timestamp } from './common.ts';
import { runReply, runV2 } from './run.ts';
import { closed } from './shape.ts';

const names = (maxItems: number) => ({ type: 'array', items: { type: 'string' }, maxItems }) as const;

export const claimBody = closed(
  {
    installationId: { type: 'string', description: 'Whose runs; an agent asks as _PORT_EXEC_AGENT' },
    limit: { type: 'integer', minimum: 1, maximum: MAX_CLAIM },
    visibilityTimeoutMs: {
      type: 'integer',
      minimum: 1,
      maximum: MAX_VISIBILITY_MS,
      default: DEFAULT_VISIBILITY_MS,
      description: 'Milliseconds until a run that was not acknowledged is handed to another',
    },
    exclude: { ...names(MAX_EXCLUDED), description: 'Identifiers of actions whose runs are left' },
    invocationMethod: { type: 'string', enum: ['WEBHOOK'] },
  },
  ['installationId', 'limit'],
);

const claimedRun = { ...runV2, properties: { ...runV2.properties, claimedUntil: timestamp } };

export const claimReply = reply({ runs: { type: 'array', items: claimedRun } });

export const acknowledgeBody = {
  ...closed({ runId: { type: 'string' }, runIds: { ...names(MAX_ACKNOWLEDGED), minItems: 1 } }, []),
  anyOf: [{ required: ['runId'] }, { required: ['runIds'] }],
} as const;

export const acknowledgeReply = reply({ ackedCount: { type: 'integer' } });

export const responseBody = closed(
  { response: { type: ['object', 'array', 'string', 'null'], description: 'What the backend answered' } },
  ['response'],
);

export const responseReply = runReply;
