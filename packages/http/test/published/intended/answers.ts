import type { Intended } from '../account.ts';

/** Of the answers but those with runs. */
export const ofAnswers: readonly Intended[] = [
  {
    reason: "Port's document names no success for actions and the audit log.",
    lines: [
      'POST /v1/actions: answer 201: none → given',
      'GET /v1/actions: answer 200: none → given',
      'GET /v1/actions/{action_identifier}: answer 200: none → given',
      'PUT /v1/actions/{action_identifier}: answer 200: none → given',
      'DELETE /v1/actions/{action_identifier}: answer 200: none → given',
      'GET /v1/audit-log: answer 200: none → given',
    ],
  },
  {
    reason: 'Writing over an entity with `upsert` creates nothing.',
    lines: ['POST /v1/blueprints/{blueprint_identifier}/entities: answer 200: none → given'],
  },
  {
    reason:
      "Port's document leaves open what the answer is for: `ok` alone, or less, would pass for it (C5).",
    lines: [
      'POST /v1/auth/access_token: answer 200 /ok: key optional → required',
      '…/entities/bulk: answer 20… /ok: values any → true',
      '…/logs: answer 201 /runLog: key optional → required',
      '…/logs: answer 200 /runLogs: key optional → required',
      '…/approvers: answer 200 /approvers: key optional → required',
    ],
  },
  {
    reason: 'The answer to a deletion has no type, so a text or null would pass for one (C5).',
    lines: ['DELETE …: answer 200: type any → object'],
  },
  {
    reason: 'We answer less than the schema would take, and promise it.',
    lines: [
      'POST /v1/auth/access_token: answer 200 /accessToken: minLength none → 1',
      'POST /v1/auth/access_token: answer 200 /tokenType: values any → "Bearer"',
      '…/logs: answer 201 /runLog: other keys taken → refused',
      '…/logs: answer 200 /runLogs/[]: other keys taken → refused',
      '…/approvers: answer 200 /approvers/[]/state: values any → "APPROVED" "DECLINED" "PENDING"',
      '…/approvers: answer 200 /approvers/[]/description: key optional → required',
    ],
  },
  {
    reason: 'Said by `nullable`, which is no keyword of OpenAPI 3.1.',
    lines: ['…/approvers: answer 200 /approvers/[]/description: type string → null string'],
  },
];
