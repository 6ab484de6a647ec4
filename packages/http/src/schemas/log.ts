import { DEFAULT_LOGS_PAGE, MAX_LOGS_PAGE } from '../limits.ts';
import { reply, timestamp } from './common.ts';

export const logBody = {
  type: 'object',
  properties: {
    message: { type: 'string' },
    terminationStatus: {
      type: 'string',
      enum: ['SUCCESS', 'FAILURE'],
      description: 'Ends the run with this line',
    },
    statusLabel: { type: 'string' },
  },
  required: ['message'],
  additionalProperties: false,
} as const;

export const listLogsQuery = {
  type: 'object',
  properties: {
    limit: { type: 'integer', minimum: 1, maximum: MAX_LOGS_PAGE, default: DEFAULT_LOGS_PAGE },
    offset: { type: 'integer', minimum: 0, default: 0 },
  },
} as const;

const runLog = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    runId: { type: 'string' },
    message: { type: 'string' },
    createdBy: { type: 'string' },
    createdAt: timestamp,
  },
  required: ['id', 'runId', 'message', 'createdBy', 'createdAt'],
  additionalProperties: false,
} as const;

export const runLogReply = reply({ runLog });
export const runLogsReply = reply({ runLogs: { type: 'array', items: runLog } });
