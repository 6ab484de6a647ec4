import type { Intended } from '../account.ts';

const inRun = (...changes: string[]) =>
  changes.flatMap((change) => [`…: answer 20… /run${change}`, `…: answer 20… /runs/[]${change}`]);

/** Of the answers with runs. */
export const ofRunAnswers: readonly Intended[] = [
  {
    reason:
      'The id of a new run is shown beside it as well, where the page "Reflect action progress" says it is (C1).',
    lines: ['POST /v1/actions/{action_identifier}/runs: answer 202 /context: key none → optional'],
  },
  {
    reason:
      'Our document also has the view that the page "Reflect action progress" shows, `version=v1` (C2).',
    lines: [
      ...inRun(
        '/action: type object → object string',
        '/endedAt: type string → null string',
        '/relatedEntityExists: key none → optional',
        '/relatedBlueprintExists: key none → optional',
        '/message: key none → optional',
        '/requiredApproval: key required → optional',
      ),
    ],
  },
  {
    reason:
      "Port's document leaves open what the answer is for: `ok` alone, a text or null would pass for it (C5).",
    lines: [
      '… /v1/actions/{action_identifier}/runs: answer 202: type any → object',
      '… /v1/actions/runs…: answer 200: type any → object',
      '… /v1/actions/runs…: answer 201: type any → object',
      '…: answer 20… /run: key optional → required',
      'GET /v1/actions/runs: answer 200 /runs: key optional → required',
    ],
  },
  {
    reason: "Port's newest page of the list of runs has `next`; the file is older.",
    lines: ['GET /v1/actions/runs: answer 200 /next: key none → optional'],
  },
  {
    reason: 'With `exclude` a listed run may lack any key.',
    lines: ['id', 'action', 'properties', 'source', 'status'].map(
      (key) => `GET /v1/actions/runs: answer 200 /runs/[]/${key}: key required → optional`,
    ),
  },
  {
    reason:
      'Not shown: whether a run waits to be pulled, by whom, and until when somebody has it; only who takes it is told.',
    lines: inRun(
      ...['pendingExecution', 'claimedUntil', 'installationId'].map((key) => `/${key}: key optional → none`),
    ),
  },
  {
    reason:
      "Port's document has the payload of one example, with its header and its body; ours is as the action says.",
    lines: inRun(
      '/payload/url: format uri → none',
      '/payload/headers/RUN_ID: key optional → none',
      '/payload/body: type object → array object',
      '/payload/body/port_context: key optional → none',
    ),
  },
  {
    reason: 'Not kept: `properties` are the inputs that the run works with, defaults included.',
    lines: inRun('/rawProperties: key optional → none'),
  },
  {
    reason: 'What was never said is left out: no label, no approval, no approver and no payload are null.',
    lines: inRun(
      '/statusLabel: type null string → string',
      '/approval: type null object → object',
      '/payload: type null object → object',
      '/approval/userId: type null string → string',
    ),
  },
  {
    reason:
      'A run of ours was asked for by a person, a program or an automation, and has one of five statuses.',
    lines: inRun(
      '/source: type object string → string',
      '/source: values any → "API" "AUTOMATION" "UI"',
      '/status: values any → "DECLINED" "FAILURE" "IN_PROGRESS" "SUCCESS" "WAITING_FOR_APPROVAL"',
    ),
  },
  {
    reason: 'We answer no other keys than these, and these always, be they null.',
    lines: [
      ...inRun(': other keys taken → refused'),
      ...['action', 'blueprint', 'entity'].flatMap((key) =>
        inRun(`/${key}: other keys taken → refused`, `/${key}/title: key optional → required`),
      ),
      ...inRun('/action/icon: key optional → required'),
      ...['blueprint', 'entity'].map((key) => `…: answer 202 /run/${key}/icon: key optional → required`),
      ...['createdAt', 'updatedAt'].map((key) => `…: answer 20… /run/${key}: key optional → required`),
    ],
  },
];
