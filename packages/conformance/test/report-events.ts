import { catalogue } from '../src/catalogue/catalogue.ts';
import type {
  ExchangeEvent,
  FooterEvent,
  HeaderEvent,
  Outcome,
  PlanEvent,
  Reporter,
  ResultEvent,
  SessionEvent,
} from '../src/session/events.ts';

export const header: HeaderEvent = {
  type: 'header',
  format: 1,
  version: '0.1.0',
  target: 'http://localhost:3000/v1',
  live: false,
  strict: false,
  profile: 'openapi',
  requirements: '2026.1',
  mode: 'standard',
  seed: 7341,
  tag: 'k3x9',
  startedAt: '2026-03-01T10:00:00.000Z',
  capabilities: ['tokens', 'actions-admin', 'entities', 'audit', 'webhook'],
  undeclared: ['bulk'],
};

export const plan: PlanEvent = {
  type: 'plan',
  checks: 165,
  sequences: 60,
  races: 24,
  requests: 610,
  runsLeft: 214,
};

export function exchange(number: number, purpose: string, more: Partial<ExchangeEvent> = {}): ExchangeEvent {
  return {
    type: 'exchange',
    number,
    purpose,
    at: '2026-03-01T10:00:01.000Z',
    ms: 3,
    request: {
      method: 'PATCH',
      path: '/actions/runs/r_1?version=v2',
      headers: { authorization: '<redacted>', 'content-type': 'application/json' },
      body: '{"link":["https://l/1"]}',
    },
    response: {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'x-trace-id': '0'.repeat(32) },
      body: '{"ok":true,"run":{"id":"r_1","link":["https://l/1"]}}',
    },
    ...more,
  };
}

export function result(id: string, outcome: Outcome, more: Partial<ResultEvent> = {}): ResultEvent {
  const level = catalogue.requirements.find((requirement) => requirement.id === id)?.level ?? 'MUST';
  const none = { findings: [], warnings: [], tolerated: [], notes: [] };
  return { type: 'result', id, level, outcome, ...none, requests: 3, ms: 12, ...more };
}

export const footer: FooterEvent = {
  type: 'footer',
  verdict: 'not conformant',
  exitCode: 1,
  levels: {
    MUST: { passed: 4, failed: 2, untestable: 1 },
    'MUST-IF': { passed: 0, failed: 0, untestable: 0 },
    SHOULD: { passed: 1, failed: 1, untestable: 0 },
    MAY: { passed: 0, failed: 0, untestable: 0 },
  },
  tolerated: 1,
  flaky: 1,
  skipped: 2,
  notApplicable: 2,
  warnings: 1,
  stale: [],
  requests: 612,
  ms: 3_812,
  lag: { median: 0, p95: 4, max: 9 },
  runsLeft: 214,
  left: ['blueprint conform-k3x9-b-1'],
};

export const conformant: FooterEvent = {
  ...footer,
  verdict: 'conformant',
  exitCode: 0,
  left: [],
  runsLeft: 0,
};

/** One of everything. */
export const events: readonly SessionEvent[] = [
  header,
  plan,
  exchange(1, 'setup'),
  exchange(2, 'RUN-PATCH-008'),
  exchange(3, 'RUN-PATCH-008', {
    request: { method: 'PATCH', path: '/actions/runs/r_1', headers: {}, body: '{"link":[]}' },
  }),
  exchange(4, 'LIM-004'),
  exchange(5, 'race 3'),
  result('AUTH-001', 'passed'),
  result('AUTH-002', 'passed', { warnings: ['the error is `invalid_credentials`'] }),
  result('RUN-PATCH-008', 'failed', {
    findings: [
      {
        by: 'sequence',
        message: 'PATCH /actions/runs/{run_id} leaves the link that was sent last',
        expected: [],
        got: ['https://l/1'],
        exchanges: [2, 3],
        calls: ['PATCH {"link":"https://l/1"}   200', 'PATCH {"link":[]}   200'],
        story: 'sequence 12, shrunk 17 → 3 calls (31 requests)',
        files: ['.conform/RUN-PATCH-008/repro.sh', '.conform/RUN-PATCH-008/repro.json'],
      },
    ],
  }),
  result('CONC-001', 'failed', {
    findings: [
      {
        by: 'race',
        message: 'exactly one of two final logs at once is accepted',
        exchanges: [5],
        story: '14 of 20 trials',
        picture: ' client A              client B\n POST logs SUCCESS ─┐\n                    └─ 201',
      },
    ],
  }),
  result('RUN-GET-004', 'untestable', { reason: 'no run could be made: 500' }),
  result('LIM-004', 'failed', {
    findings: [
      { by: 'check', message: 'answers carry rate-limit headers', got: { server: 'x' }, exchanges: [4] },
    ],
  }),
  result('RUN-GET-009', 'flaky', {
    findings: [{ by: 'check', message: 'a write is read at once', expected: 'b', got: 'a', exchanges: [] }],
  }),
  result('ENT-TIE-006', 'passed', { tolerated: ['C4: 422 where 400 is documented'] }),
  result('RUN-STATE-001', 'failed', {
    expected: 'known since 2.3, see the changelog',
    findings: [{ by: 'check', message: 'x', exchanges: [] }],
  }),
  result('RUN-APPR-001', 'not-applicable', { reason: 'the target does not offer approval' }),
  result('RUN-APPR-002', 'not-applicable', { reason: 'the target does not offer approval' }),
  result('AUTH-008', 'skipped', { reason: 'needs a target in this process whose clock can be set' }),
  result('LIM-003', 'skipped', {
    reason: 'needs a target in this process whose rate-limit, clock can be set',
  }),
  footer,
];

/** Tells a reporter of them, to the end. */
export async function tell(reporter: Reporter, told: readonly SessionEvent[] = events): Promise<void> {
  for (const event of told) reporter.event(event);
  await reporter.end?.();
}
