import { expect, it } from 'vitest';
import type { Op } from '../src/model/op.ts';
import type { Outcome } from '../src/model/outcome.ts';
import { unknown } from '../src/model/outcome.ts';
import type { Entry } from '../src/race/history.ts';
import { pictureOf } from '../src/race/picture.ts';
import type { Trial } from '../src/race/trial.ts';

const answered = (status: number, body: unknown = {}): Outcome => ({ kind: 'answered', status, body });
const log = (message: string, terminationStatus: 'SUCCESS' | 'FAILURE'): Op => ({
  call: 'log',
  run: 'r0',
  body: { message, terminationStatus },
});
const patch: Op = { call: 'patch', run: 'r0', body: { summary: 'B2' } };
const create: Op = { call: 'create', run: 'r0', properties: {} };
const first = log('A1', 'SUCCESS');
const second = log('B1', 'FAILURE');

const history: readonly Entry[] = [
  { client: 0, op: first, outcome: answered(201), called: 1, answered: 4 },
  { client: 1, op: second, outcome: answered(201), called: 2, answered: 3 },
  { client: 1, op: patch, outcome: unknown, called: 5, answered: Number.POSITIVE_INFINITY },
];
const [tooMany] = history;
const trial: Trial = {
  program: { prefix: [create], branches: [[first], [second, patch]] },
  prefix: [{ op: create, outcome: answered(202) }],
  history,
  finals: [
    {
      client: 2,
      op: { call: 'get', run: 'r0' },
      outcome: answered(200, { run: { status: 'FAILURE', link: 'https://l' } }),
      called: 6,
      answered: 7,
    },
    {
      client: 2,
      op: { call: 'logs', run: 'r0' },
      outcome: answered(200, { runLogs: [{ message: 'A1' }, { message: 'B1' }] }),
      called: 8,
      answered: 9,
    },
  ],
  violation: {
    ids: ['CONC-001', 'CONC-010'],
    message: 'of two final logs sent at once exactly one is accepted, and the other is refused',
    expected: 'one 2xx and one 4xx',
    got: '201, 201',
    ...(tooMany
      ? {
          unexplained: {
            entry: tooMany,
            violation: {
              ids: ['RUN-LOG-009'],
              clause: 'final log after the end by log',
              message: 'r0 has ended and takes no log',
              expected: '4xx',
              got: 201,
              claim: { about: 'refusal' },
            },
          },
        }
      : {}),
  },
  requests: 6,
};

it('shows clients side by side, time from top to bottom, and the answer that no order explains', () => {
  expect(pictureOf(trial)).toMatchInlineSnapshot(`
    "execute → 202

    client A                     client B
    POST logs SUCCESS ──┐
                        │        POST logs FAILURE ──┐
                        │                            └─ 201
                        └─ 201   <- CONC-001: r0 has ended and takes no log: expected 4xx, got 201
                                 PATCH +summary ─────┐
                                                     └─ no telling answer

    GET → 200 FAILURE link "https://l"
    GET logs → 200 ["A1","B1"]
    no order of these calls explains 201, 201, no telling answer and what was read then
    "
  `);
});
