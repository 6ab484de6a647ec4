import { choice, closed } from './shape.ts';

const text = { type: 'string' } as const;
// Templates are strings, and may stand for a flag.
const flag = { type: ['boolean', 'string'] } as const;
const payload = { type: ['array', 'object'] } as const;
const object = { type: 'object' } as const;

const kafka = closed({ type: text, payload }, ['type']);

const webhook = closed(
  {
    type: text,
    url: text,
    agent: { ...flag, description: 'Leave the call to an agent that pulls its runs' },
    synchronized: { ...flag, description: 'The HTTP answer ends the run' },
    method: text,
    headers: { type: 'object', additionalProperties: text },
    body: payload,
  },
  ['type', 'url'],
);

const github = closed(
  { type: text, org: text, repo: text, workflow: text, workflowInputs: object, reportWorkflowStatus: flag },
  ['type', 'org', 'repo', 'workflow'],
);

const integrationAction = closed(
  {
    type: text,
    installationId: text,
    integrationActionType: { type: 'string', enum: ['dispatch_workflow'] },
    integrationActionExecutionProperties: object,
  },
  ['type', 'installationId', 'integrationActionType', 'integrationActionExecutionProperties'],
);

const gitlab = closed(
  { type: text, projectName: text, groupName: text, defaultRef: text, pipelineVariables: object },
  ['type', 'projectName', 'groupName'],
);

const azureDevops = closed({ type: text, webhook: text, org: text, payload }, ['type', 'webhook', 'org']);

const mapping = {
  type: 'object',
  properties: {
    identifier: text,
    title: text,
    team: { type: ['string', 'array'], items: text },
    icon: text,
    properties: object,
    relations: { type: 'object', additionalProperties: { type: ['string', 'array', 'null'], items: text } },
  },
} as const;

const upsertEntity = closed({ type: text, blueprintIdentifier: text, mapping }, [
  'type',
  'blueprintIdentifier',
  'mapping',
]);

/** What an execution of the action calls; any string in it may be a template. */
export const invocationMethod = choice(
  'type',
  [['KAFKA'], kafka],
  [['WEBHOOK'], webhook],
  [['GITHUB'], github],
  [['INTEGRATION_ACTION'], integrationAction],
  [['GITLAB'], gitlab],
  [['AZURE_DEVOPS'], azureDevops],
  [['UPSERT_ENTITY'], upsertEntity],
);
