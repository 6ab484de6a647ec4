import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEntry, Op, PatchBody } from '../src/model/op.ts';
import { type Outcome, unknown } from '../src/model/outcome.ts';
import { nothingYet, type Rules, type State } from '../src/model/state.ts';
import { step } from '../src/model/step.ts';
import type { Entry, History } from '../src/race/history.ts';
import { firstUnexplained, linearize } from '../src/race/linearize.ts';

const rules: Rules = { profile: 'seed', lags: false };
const run = { id: 'run-1', status: 'IN_PROGRESS' };

const answered = (status: number, body: unknown = {}): Outcome => ({ kind: 'answered', status, body });
const patch = (body: PatchBody): Op => ({ call: 'patch', run: 'r0', body });
const log = (body: LogEntry): Op => ({ call: 'log', run: 'r0', body });
const get: Op = { call: 'get', run: 'r0' };
const ends = (message: string): Op => log({ message, terminationStatus: 'SUCCESS' });
const taken = (message: string) => answered(201, { runLog: { message } });
const shows = (details: object) => answered(200, { run: { ...run, endedAt: null, ...details } });

function at(called: number, until: number, op: Op, outcome: Outcome, client = called): Entry {
  const answered = outcome.kind === 'unknown' ? Number.POSITIVE_INFINITY : until;
  return { client, op, outcome, called, answered };
}

function open(): readonly State[] {
  const create: Op = { call: 'create', run: 'r0', properties: {} };
  const first = step([nothingYet], create, answered(202, { run }), rules);
  return 'states' in first ? first.states : [];
}

const explained = (history: History) => 'order' in linearize(history, open(), rules);

describe('an order that explains every answer', () => {
  it('puts the refused one of two final logs after the accepted one', () => {
    const history = [at(1, 4, ends('a'), answered(422)), at(2, 3, ends('b'), taken('b'))];
    const found = linearize(history, open(), rules);
    expect('order' in found && found.order.map(({ op }) => op)).toEqual([ends('b'), ends('a')]);
  });

  it('is not there when two final logs are accepted, and the later answer is the one too many', () => {
    const history = [at(1, 4, ends('a'), taken('a')), at(2, 3, ends('b'), taken('b'))];
    expect(explained(history)).toBe(false);
    const found = firstUnexplained(history, open(), rules);
    expect(found).toMatchObject({
      entry: { op: ends('a') },
      violation: { message: 'r0 has ended and takes no log' },
    });
  });

  it('is not there when both are refused', () => {
    const history = [at(1, 4, ends('a'), answered(422)), at(2, 3, ends('b'), answered(422))];
    expect(explained(history)).toBe(false);
  });

  it('lets a read at the same time show either, and one after it only what was written', () => {
    const write = at(1, 4, patch({ summary: 'a' }), shows({ summary: 'a' }));
    expect(explained([write, at(2, 3, get, shows({}))])).toBe(true);
    expect(explained([write, at(2, 3, get, shows({ summary: 'a' }))])).toBe(true);
    expect(explained([write, at(5, 6, get, shows({ summary: 'a' }))])).toBe(true);
    expect(explained([write, at(5, 6, get, shows({}))])).toBe(false);
  });

  it('does not let a client see what was written and then no longer', () => {
    const write = at(1, 8, patch({ summary: 'a' }), shows({ summary: 'a' }));
    const first = at(2, 3, get, shows({ summary: 'a' }));
    expect(explained([write, first, at(4, 5, get, shows({}))])).toBe(false);
  });

  it('tries writes of the same time either way round', () => {
    const writes = [
      at(1, 4, patch({ summary: 'a' }), shows({ summary: 'a' })),
      at(2, 3, patch({ summary: 'b' }), shows({ summary: 'b' })),
    ];
    for (const summary of ['a', 'b'])
      expect(explained([...writes, at(5, 6, get, shows({ summary }))])).toBe(true);
  });

  it('takes a call without a telling answer for done at any later time, or never', () => {
    const lost = at(1, 2, patch({ summary: 'a' }), unknown);
    const old = at(3, 4, get, shows({}));
    const late = at(5, 6, get, shows({ summary: 'a' }));
    expect(explained([lost, old])).toBe(true);
    expect(explained([lost, old, late])).toBe(true);
    expect(explained([lost, late, at(7, 8, get, shows({}))])).toBe(false);
  });

  it('is found exactly when one of all orders explains every answer', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const found = linearize(history, open(), rules);
        expect('order' in found).toBe(orders(history).some((order) => follows(order)));
        if ('order' in found) expect(inTime(found.order) && follows(found.order)).toBe(true);
        else expect(firstUnexplained(history, open(), rules)).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});

const details = fc.constantFrom({}, { summary: 'a' }, { summary: 'b' });
const unanswered = fc.constant(unknown);
const calls: fc.Arbitrary<readonly [Op, Outcome]> = fc.oneof(
  fc.tuple(fc.constantFrom(ends('a'), ends('b')), fc.oneof(fc.constantFrom(answered(422)), unanswered)),
  fc.constantFrom('a', 'b').map((text) => [ends(text), taken(text)] as const),
  fc.tuple(
    fc.constant(get),
    fc.oneof(details, fc.constant({ status: 'SUCCESS', endedAt: 'then' })).map(shows),
  ),
  fc
    .constantFrom('a', 'b')
    .chain((summary) =>
      fc.tuple(
        fc.constant(patch({ summary })),
        fc.oneof(fc.constant(shows({ summary })), fc.constant(answered(422)), unanswered),
      ),
    ),
);

/** Up to five calls, each anywhere in time. */
const histories: fc.Arbitrary<History> = fc.array(calls, { minLength: 1, maxLength: 5 }).chain((list) =>
  fc.shuffledSubarray([...Array(2 * list.length).keys()], { minLength: 2 * list.length }).map((moments) =>
    list.map(([op, outcome], index) => {
      const [from = 0, to = 0] = moments.slice(2 * index, 2 * index + 2).toSorted((a, b) => a - b);
      return at(from, to, op, outcome);
    }),
  ),
);

function orders(history: History): readonly History[] {
  if (history.length === 0) return [[]];
  return history
    .flatMap((entry, index) => orders(history.toSpliced(index, 1)).map((rest) => [entry, ...rest]))
    .filter(inTime);
}

function inTime(order: History): boolean {
  return order.every((entry, index) => order.slice(index).every(({ answered }) => answered >= entry.called));
}

function follows(order: History): boolean {
  let states = open();
  for (const { op, outcome } of order) {
    const next = step(states, op, outcome, rules);
    if ('violation' in next) return false;
    states = next.states;
  }
  return true;
}
