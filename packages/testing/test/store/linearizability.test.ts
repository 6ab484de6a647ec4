import { memoryStore } from '@berth/core/memory';
import { describe, expect, it } from 'vitest';
import type { Operation, Performed } from '../../src/store/history/operation.ts';
import { drawPlans } from '../../src/store/history/plans.ts';
import { type History, record } from '../../src/store/history/record.ts';
import { performPure, type RunState } from '../../src/store/history/run-state.ts';
import { isLinearizable } from '../../src/store/history/search.ts';
import { aRun } from '../../src/store/support/runs.ts';
import { openRun, serviceOver } from '../../src/store/support/services.ts';
import { faults, gaps, type Way } from './faulty-stores.ts';

const RUNS = 40;
const from: RunState = { run: aRun('r_1'), messages: [] };
const by = { id: 'ada' };

/** What six clients see of each run, each through a store of its own that goes the same way. */
async function histories(wayOf: () => Way): Promise<readonly History[]> {
  const plans = drawPlans(RUNS, 6, 10);
  return Promise.all(
    plans.map(async (plan) => {
      const store = memoryStore();
      const way = wayOf();
      const reach = (name: string) => serviceOver(way(gaps(store)), name);
      const observer = reach('o');
      const clients = plan.map((operations, index) => ({ service: reach(`c${index}`), operations }));
      return record(observer, await openRun(serviceOver(store)), clients);
    }),
  );
}

function unexplained(all: readonly History[]): number {
  return all.filter(({ performed, from }) => !isLinearizable(performed, from)).length;
}

describe('what clients see of runs', () => {
  it('is always explained over a store that keeps its promises', async () => {
    expect(unexplained(await histories(() => (store) => store))).toBe(0);
  });

  it.each(Object.entries(faults))('is not always explained over a store %s', async (_, fault) => {
    expect(unexplained(await histories(fault))).toBeGreaterThan(0);
  });
});

const get: Operation = { type: 'get' };
const look: Operation = { type: 'logs' };
const log = (message: string): Operation => ({ type: 'log', message });
const label = (statusLabel: string): Operation => ({ type: 'update', patch: { statusLabel } });
const end = (status: 'SUCCESS' | 'FAILURE'): Operation => ({ type: 'update', patch: { status } });

/** What each operation would see, in this order. */
function seenInOrder(operations: readonly Operation[]): readonly string[] {
  let state = from;
  return operations.map((operation) => {
    const step = performPure(state, by, operation);
    state = step.state;
    return step.seen;
  });
}

/** A history of operations, each with what it saw and when it was called and answered. */
function history(...performed: readonly (readonly [Operation, string, number, number])[]) {
  return performed.map(([operation, seen, called, answered]): Performed => {
    return { operation, by, seen, called, answered };
  });
}

describe('a history', () => {
  const [labelled = '', read = ''] = seenInOrder([label('a'), get]);
  const [unread = ''] = seenInOrder([get]);

  it('of nothing is explained', () => {
    expect(isLinearizable([], from)).toBe(true);
  });

  it.each([
    ['sees what was written before it was called', history([label('a'), labelled, 1, 2], [get, read, 3, 4])],
    ['sees what is being written', history([label('a'), labelled, 1, 4], [get, read, 2, 3])],
    ['does not see yet what is being written', history([label('a'), labelled, 1, 4], [get, unread, 2, 3])],
    [
      'sees lines in another order than they were sent',
      history([log('a'), 'logged', 1, 4], [log('b'), 'logged', 2, 3], [look, '["b","a"]', 5, 6]),
    ],
    [
      'sees the log while a line is on its way that comes behind it',
      history([log('a'), 'logged', 1, 2], [look, '["a"]', 3, 4], [log('b'), 'logged', 3.5, 5]),
    ],
  ])('is explained when one %s', (_, performed) => {
    expect(isLinearizable(performed, from)).toBe(true);
  });

  const [ended = ''] = seenInOrder([end('SUCCESS')]);
  const [failed = ''] = seenInOrder([end('FAILURE')]);
  it.each([
    ['does not see what was written before', history([label('a'), labelled, 1, 2], [get, unread, 3, 4])],
    ['sees what was not written yet', history([get, read, 1, 2], [label('a'), labelled, 3, 4])],
    [
      'sees it, and another later does not',
      history([label('a'), labelled, 1, 6], [get, read, 2, 3], [get, unread, 4, 5]),
    ],
    ['misses a line', history([log('a'), 'logged', 1, 3], [log('b'), 'logged', 2, 4], [look, '["b"]', 5, 6])],
    ['sees a line twice', history([log('a'), 'logged', 1, 2], [look, '["a","a"]', 3, 4])],
    [
      'sees two lines change places',
      history(
        [log('a'), 'logged', 1, 5],
        [log('b'), 'logged', 2, 6],
        [look, '["a","b"]', 7, 8],
        [look, '["b","a"]', 9, 10],
      ),
    ],
    ['ends it and so does another', history([end('SUCCESS'), ended, 1, 3], [end('FAILURE'), failed, 2, 4])],
    ['is refused a line while the run is open', history([log('a'), 'run_ended', 1, 2], [get, unread, 3, 4])],
  ])('is not explained when one %s', (_, performed) => {
    expect(isLinearizable(performed, from)).toBe(false);
  });
});
