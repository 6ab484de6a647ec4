import { reply } from './common.ts';
import { runStatus, runsPageQuery, runV2 } from './run.ts';

export const shownRunsQuery = {
  type: 'object',
  properties: { ...runsPageQuery, status: runStatus },
} as const;

const { payload: _, response: __, ...brief } = runV2.properties;
const named = { externalRunId: { type: 'string' }, email: { type: 'string' } } as const;

const briefRun = { ...runV2, properties: { ...brief, ...named } } as const;
const shownRun = { ...runV2, properties: { ...runV2.properties, ...named } } as const;

export const shownRunsReply = reply({ runs: { type: 'array', items: briefRun }, next: { type: 'string' } }, [
  'next',
]);

export const shownRunReply = reply({
  run: shownRun,
  may: {
    type: 'object',
    properties: { approve: { type: 'boolean' }, rerun: { type: 'boolean' } },
    required: ['approve', 'rerun'],
    additionalProperties: false,
    description: 'What the caller may do about it, as it stands',
  },
});

export const runEventsQuery = {
  type: 'object',
  properties: {
    after: {
      type: 'integer',
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      default: 0,
      description: 'The number of the last change that is known; `Last-Event-ID` wins over it',
    },
  },
} as const;
