import type { Intended } from '../account.ts';

/** Of whole operations and of what they refuse. */
export const ofOperations: readonly Intended[] = [
  {
    reason:
      'Served later: counting, deletion without bound and paging through one blueprint are no part of a run.',
    lines: [
      'GET /v1/blueprints/{blueprint_identifier}/entities-count: given → none',
      'DELETE /v1/blueprints/{blueprint_identifier}/all-entities: given → none',
      'POST /v1/blueprints/{blueprint_identifier}/entities/search: given → none',
    ],
  },
  {
    reason: 'Published by Port, though not in the part of its document that is compared.',
    lines: [
      'GET /v1/actions/{action_identifier}/permissions: none → given',
      'PATCH /v1/actions/{action_identifier}/permissions: none → given',
    ],
  },
  {
    reason: "Port's own agents and integrations use these; its document does not have them.",
    lines: [
      'POST /v1/actions/runs/claim-pending: none → given',
      'PATCH /v1/actions/runs/ack: none → given',
      'PATCH /v1/actions/runs/{run_id}/response: none → given',
    ],
  },
  {
    reason: 'Our own: the document that is compared here.',
    lines: ['GET /v1/openapi.json: none → given'],
  },
  {
    reason: "Our own: Port's pages execute a run anew, which its API has no route for.",
    lines: ['POST /v1/berth/runs/{run_id}/rerun: none → given'],
  },
  {
    reason: "Our own: Port's pages are live, and show more of a run than its API does.",
    lines: [
      'GET /v1/berth/runs: none → given',
      'GET /v1/berth/runs/{run_id}: none → given',
      'GET /v1/berth/runs/{run_id}/events: none → given',
      'GET /v1/berth/runs/{run_id}/log.txt: none → given',
      'GET /v1/berth/open-runs/events: none → given',
    ],
  },
  {
    reason:
      "Port's document names the same four failures everywhere; ours names each that can really happen.",
    lines: ['400', '403', '409', '415', '422', '429', '500', '503'].map(
      (status) => `…: answer ${status}: none → given`,
    ),
  },
  {
    reason: 'Nothing that these name can be missing: they create a token or list what there is.',
    lines: [
      'POST /v1/auth/access_token: answer 404: given → none',
      'GET /v1/blueprints: answer 404: given → none',
      'GET /v1/actions: answer 404: given → none',
      'GET /v1/actions/runs: answer 404: given → none',
      'GET /v1/audit-log: answer 404: given → none',
    ],
  },
  {
    reason: 'A deletion takes no body that could be too large.',
    lines: ['DELETE …: answer 413: given → none'],
  },
  {
    reason: "Port's schemas of failures have no type, so a text or null would pass for one (C5).",
    lines: ['401', '404', '413', '422'].map((status) => `…: answer ${status}: type any → object`),
  },
  {
    reason: "Every failure of ours says what is wrong; Port's document leaves that open for two of them.",
    lines: ['401', '413'].map((status) => `…: answer ${status} /message: key optional → required`),
  },
];
