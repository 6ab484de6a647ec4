import { describe, expect, it } from 'vitest';
import type { LogEntry, Op, PatchBody } from '../src/model/op.ts';
import { type Outcome, outcomeOf, unknown } from '../src/model/outcome.ts';
import { nothingYet, type Rules, type State } from '../src/model/state.ts';
import { step, type Violation } from '../src/model/step.ts';

const rules: Rules = { profile: 'openapi', lags: false };
type Turn = readonly [Op, Outcome];

const open = { id: 'r_0', status: 'IN_PROGRESS' };
const answer = (status: number, body: object = {}): Outcome =>
  outcomeOf(status, { ok: status < 300, ...body });
const run = (shown: object = {}): Outcome => answer(200, { run: { ...open, ...shown } });
const ended = { status: 'SUCCESS', endedAt: '2024-01-01T00:00:00.000Z' };
const refused = answer(422);
const create: Turn = [{ call: 'create', run: 'r0', properties: {} }, answer(202, { run: open })];
const other: Turn = [
  { call: 'create', run: 'r1', properties: {} },
  answer(202, { run: { ...open, id: 'r_1' } }),
];
const patch = (body: PatchBody, outcome: Outcome, of: 'r0' | 'r1' = 'r0'): Turn => [
  { call: 'patch', run: of, body },
  outcome,
];
const log = (
  body: LogEntry,
  outcome: Outcome = answer(201, { runLog: { id: 'log_1', message: body.message } }),
): Turn => [{ call: 'log', run: 'r0', body }, outcome];
const get = (shown: object = {}): Turn => [{ call: 'get', run: 'r0' }, run(shown)];
const logs = (...messages: string[]): Turn => [
  { call: 'logs', run: 'r0' },
  answer(200, { runLogs: messages.map((message) => ({ message })) }),
];
const list = (...ids: string[]): Turn => [{ call: 'list' }, answer(200, { runs: ids.map((id) => ({ id })) })];
const tie = (change: 'create' | 'update' | 'delete', status: number): Turn => [
  { call: 'tie', run: 'r0', entity: 'e0', change },
  answer(status),
];
const affected = (...records: string[]): Turn => {
  const audits = records.map((record) => ({ action: record.split(' ')[0], entity: record.split(' ')[1] }));
  return [{ call: 'affected', run: 'r0' }, answer(200, { audits })];
};
const end = patch({ status: 'SUCCESS' }, run(ended));
const endByLog = log({ message: 'end', terminationStatus: 'SUCCESS' });

/** The violation at the last turn; those before must be taken. */
function follow(turns: readonly Turn[], given = rules): Violation | undefined {
  let states: readonly State[] = [nothingYet];
  for (const [at, [op, outcome]] of turns.entries()) {
    const next = step(states, op, outcome, given);
    if ('violation' in next) {
      expect(at, next.violation.message).toBe(turns.length - 1);
      return next.violation;
    }
    states = next.states;
  }
  return undefined;
}

describe('the model takes', () => {
  const right: readonly [string, readonly Turn[]][] = [
    [
      'a run with nothing set, as absent, null or empty',
      [create, get(), get({ statusLabel: null, link: [], summary: null })],
    ],
    [
      'a link as one text or a list of it',
      [create, patch({ link: 'l' }, run({ link: ['l'] })), get({ link: 'l' })],
    ],
    [
      'no link as an empty list or none',
      [create, patch({ link: [] }, run({ link: [] })), get({ link: null })],
    ],
    [
      'any 4xx as a refusal',
      [create, end, patch({ summary: 's' }, answer(409)), log({ message: 'm' }, answer(400)), get(ended)],
    ],
    [
      'a PATCH of no key after the end, refused or not',
      [create, end, patch({}, refused), patch({}, run(ended)), get(ended)],
    ],
    [
      'logs in any order, and those the target wrote',
      [create, log({ message: 'a' }), log({ message: 'b' }), logs('by the target', 'b', 'a')],
    ],
    [
      'a tie after the end that is not recorded',
      [create, tie('create', 201), end, tie('update', 200), affected('CREATE e0')],
    ],
    ['a change of an entity that is not there, refused', [create, tie('delete', 404), affected()]],
    ['runs of others among the active', [create, end, other, list('r_1', 'r_x')]],
    ['a full list that lacks a run', [create, list(...Array.from({ length: 1_000 }, (_, at) => `r_x${at}`))]],
    [
      'an answer to execute that tells the id elsewhere',
      [[create[0], answer(202, { context: { runId: 'r_0' } })], get()],
    ],
    [
      'updatedAt moved by what was taken',
      [create, get({ updatedAt: 1 }), log({ message: 'm' }), get({ updatedAt: 2 })],
    ],
  ];
  for (const [what, turns] of right) it(what, () => expect(follow(turns)).toBeUndefined());

  it('endedAt as null while open in the view of the profile seed', () => {
    const seed: Rules = { profile: 'seed', lags: false };
    expect(follow([create, get({ endedAt: null })], seed)).toBeUndefined();
    expect(follow([create, get()], seed)?.ids).toEqual(['VER-002']);
    expect(follow([create, get({ endedAt: null })])?.ids).toEqual(['VER-003']);
  });
});

describe('the model refuses, naming the requirement first that most likely was broken', () => {
  const a = patch({ statusLabel: 'a' }, run({ statusLabel: 'a' }));
  const wrong: readonly [string, readonly Turn[]][] = [
    ['RUN-EXEC-003', [[create[0], answer(202, { run: { ...open, status: 'SUCCESS' } })]]],
    ['RUN-GET-001', [create, [{ call: 'get', run: 'r0' }, answer(404)]]],
    ['RUN-GET-001', [create, get({ id: 'r_1' })]],
    ['RUN-GET-005', [create, get({ endedAt: 'x' })]],
    ['RUN-GET-006', [create, end, get({ status: 'SUCCESS' })]],
    ['RUN-GET-006', [create, end, get(ended), get({ ...ended, endedAt: 'later' })]],
    ['RUN-PATCH-001', [create, patch({ status: 'SUCCESS' }, run())]],
    ['RUN-PATCH-001', [create, patch({ status: 'SUCCESS' }, refused)]],
    ['RUN-PATCH-002', [create, patch({ status: 'FAILURE' }, run({ status: 'SUCCESS' }))]],
    ['RUN-PATCH-004', [create, patch({ statusLabel: 'a' }, run())]],
    ['RUN-PATCH-004', [create, a, get()]],
    ['RUN-PATCH-005', [create, patch({ status: 'SUCCESS', statusLabel: 'a' }, run(ended))]],
    ['RUN-PATCH-006', [create, patch({ statusLabel: 'a' }, run({ ...ended, statusLabel: 'a' }))]],
    ['RUN-PATCH-007', [create, patch({ link: ['a', 'b'] }, run({ link: ['b', 'a'] }))]],
    [
      'RUN-PATCH-008',
      [create, patch({ link: 'a' }, run({ link: 'a' })), patch({ link: ['b'] }, run({ link: ['a', 'b'] }))],
    ],
    [
      'RUN-PATCH-009',
      [create, a, patch({ statusLabel: 'b' }, run({ statusLabel: 'b' })), get({ statusLabel: 'a' })],
    ],
    ['RUN-PATCH-010', [create, patch({ summary: 's' }, run())]],
    ['RUN-PATCH-011', [create, a, patch({ summary: 's' }, run({ summary: 's' }))]],
    ['RUN-PATCH-012', [create, patch({ summary: 's' }, refused)]],
    ['RUN-PATCH-012', [create, patch({ summary: 's' }, run({ ...ended, summary: 's' }))]],
    ['RUN-PATCH-017', [create, patch({ summary: 's' }, answer(200))]],
    ['RUN-PATCH-019', [create, patch({}, refused)]],
    ['RUN-LOG-001', [create, log({ message: 'm' }, refused)]],
    ['RUN-LOG-001', [create, log({ message: 'm' }, answer(201, { runLog: { message: 'n' } }))]],
    ['RUN-LOG-002', [create, log({ message: 'm' }), logs()]],
    ['RUN-LOG-002', [create, log({ message: 'm' }), logs('m', 'm')]],
    ['RUN-LOG-006', [create, endByLog, get()]],
    ['RUN-LOG-007', [create, log({ message: 'm', statusLabel: 'l' }), get()]],
    ['RUN-LOG-007', [create, log({ message: 'm' }), get(ended)]],
    [
      'RUN-LOG-008',
      [create, log({ message: 'm', statusLabel: 'l', terminationStatus: 'SUCCESS' }), get(ended)],
    ],
    ['RUN-LOG-009', [create, endByLog, log({ message: 'm', terminationStatus: 'SUCCESS' })]],
    ['RUN-LOG-010', [create, endByLog, log({ message: 'm' })]],
    ['RUN-LOG-010', [create, end, log({ message: 'm' }, refused), logs('m')]],
    ['RUN-STATE-001', [create, end, patch({ summary: 's' }, run({ ...ended, summary: 's' }))]],
    ['RUN-STATE-002', [create, endByLog, patch({ summary: 's' }, run(ended))]],
    ['RUN-STATE-003', [create, end, log({ message: 'm', terminationStatus: 'FAILURE' })]],
    [
      'RUN-STATE-004',
      [create, end, get(ended), patch({ summary: 's' }, refused), get({ ...ended, summary: 's' })],
    ],
    [
      'RUN-STATE-004',
      [
        create,
        end,
        get({ ...ended, updatedAt: 1 }),
        patch({ summary: 's' }, refused),
        get({ ...ended, updatedAt: 2 }),
      ],
    ],
    ['RUN-STATE-005', [create, end, get(ended), patch({ summary: 's' }, refused), get()]],
    ['RUN-STATE-006', [create, end, patch({ status: 'SUCCESS' }, run(ended))]],
    ['RUN-STATE-008', [create, a, get({ statusLabel: 'a' }), patch({ status: 'SUCCESS' }, run(ended))]],
    [
      'RUN-STATE-009',
      [
        create,
        other,
        get(),
        patch({ statusLabel: 'a' }, run({ id: 'r_1', statusLabel: 'a' }), 'r1'),
        get({ statusLabel: 'a' }),
      ],
    ],
    ['RUN-LIST-006', [create, list()]],
    ['RUN-LIST-006', [create, end, list('r_0')]],
    ['ENT-TIE-001', [create, tie('create', 400)]],
    ['ENT-TIE-002', [create, tie('create', 201), tie('update', 400)]],
    ['ENT-TIE-003', [create, tie('create', 201), affected()]],
    ['ENT-TIE-003', [create, tie('create', 201), tie('delete', 200), affected('CREATE e0')]],
    ['ENT-TIE-005', [create, end, tie('create', 400), affected('CREATE e0')]],
  ];
  for (const [id, turns] of wrong) {
    const said = turns.map(([op]) => op.call).join(', ');
    it(`${id} (${said})`, () => expect(follow(turns)?.ids[0]).toBe(id));
  }

  it('with every later cause that is not ruled out', () => {
    const labelled = patch({ status: 'SUCCESS', statusLabel: 'a' }, run({ ...ended, statusLabel: 'a' }));
    const late = patch({ statusLabel: 'b' }, refused);
    expect(follow([create, labelled, late, get({ ...ended, statusLabel: 'b' })])?.ids).toEqual([
      'RUN-STATE-004',
      'RUN-PATCH-005',
    ]);
    const looked = [
      create,
      labelled,
      get({ ...ended, statusLabel: 'a' }),
      late,
      get({ ...ended, statusLabel: 'b' }),
    ];
    expect(follow(looked)?.ids).toEqual(['RUN-STATE-004']);
  });

  it('with what was expected and what was there', () => {
    const violation = follow([create, patch({ statusLabel: 'a' }, run({ statusLabel: 'A' }))]);
    expect(violation).toMatchObject({ clause: 'statusLabel', run: 'r0', expected: 'a', got: 'A' });
  });

  it('no updatedAt where reads may be behind', () => {
    const moved = [
      create,
      end,
      get({ ...ended, updatedAt: 1 }),
      patch({}, refused),
      get({ ...ended, updatedAt: 2 }),
    ];
    expect(follow(moved, { profile: 'openapi', lags: true })).toBeUndefined();
  });
});

describe('a write without a telling answer', () => {
  const lost = patch({ statusLabel: 'a' }, unknown);

  it.each([500, 503, 429])('is one answered with %i', (status) =>
    expect(outcomeOf(status, {}).kind).toBe('unknown'),
  );

  it('may have been done or not', () => {
    expect(follow([create, lost, get()])).toBeUndefined();
    expect(follow([create, lost, get({ statusLabel: 'a' })])).toBeUndefined();
    expect(follow([create, lost, get({ statusLabel: 'b' })])?.clause).toBe('statusLabel');
  });

  it('may yet be done, once', () => {
    const lostLog = log({ message: 'm' }, unknown);
    expect(follow([create, lostLog, logs(), logs('m')])).toBeUndefined();
    expect(follow([create, lostLog, logs('m'), logs()])?.ids).toEqual(['RUN-LOG-002']);
    expect(follow([create, lostLog, logs(), logs('m', 'm')])?.ids[0]).toMatch(/RUN-LOG-002|RUN-STATE-009/);
    expect(follow([create, lost, get(), get({ statusLabel: 'a' }), get()])?.clause).toBe('statusLabel');
  });

  it('may have ended the run, so that both a refusal and an acceptance are right, and then only one', () => {
    const lostEnd = patch({ status: 'SUCCESS' }, unknown);
    expect(follow([create, lostEnd, patch({ summary: 's' }, refused), get(ended)])).toBeUndefined();
    expect(
      follow([
        create,
        lostEnd,
        patch({ summary: 's' }, refused),
        patch({ summary: 's' }, run({ summary: 's' })),
      ]),
    ).toBeDefined();
    expect(
      follow([create, lostEnd, patch({ summary: 's' }, run({ summary: 's' })), get({ summary: 's' })]),
    ).toBeUndefined();
  });
});
