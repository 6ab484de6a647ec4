import { beforeEach, expect, test } from 'vitest';
import { ApiError } from '../../app/api/error.ts';
import type { Run } from '../../app/api/types.ts';
import { RunsReader } from '../../app/runs/reader.ts';
import { reconciling } from '../../app/runs/reconciling.ts';
import { runOf } from './run-of.ts';

const open = runOf('r_1', 0, { status: 'IN_PROGRESS' });
const ended = runOf('r_1', 0, { status: 'SUCCESS', updatedAt: '2026-01-02T00:00:00.000Z' });
const live = { runs: [], hasMore: false, state: { kind: 'live' } } as const;
const settle = () => new Promise((resolve) => setImmediate(resolve));

let reader: RunsReader;
beforeEach(async () => {
  reader = new RunsReader(async () => ({ runs: [open] }));
  await reader.more();
});
const shown = () => reader.get().runs.map(({ status }) => status);

/** Looks twice, and is answered so. */
async function look(answers: readonly (() => Promise<Run>)[], told = live): Promise<number> {
  let count = 0;
  const again = reconciling(
    reader,
    () => answers[count++]?.() ?? Promise.reject(new Error('asked too often')),
  );
  for (let turn = 0; turn < 3; turn += 1) {
    again(told);
    await settle();
  }
  return count;
}

test('a run that ended while nobody listened is read again, once', async () => {
  expect(await look([async () => ended])).toBe(1);
  expect(shown()).toEqual(['SUCCESS']);
});

test.each<[string, () => Promise<Run>]>([
  ['could not be read', () => Promise.reject(new ApiError(503, 'unavailable', 'Later'))],
  ['had not ended yet', async () => open],
])('a run that %s is read once more', async (_, first) => {
  expect(await look([first, async () => ended])).toBe(2);
  expect(shown()).toEqual(['SUCCESS']);
});

test('a run that is hidden by now is asked for once', async () => {
  expect(await look([() => Promise.reject(new ApiError(403, 'forbidden', 'No'))])).toBe(1);
});

test.each([
  { ...live, hasMore: true },
  { ...live, state: { kind: 'reconnecting' } as const },
])('nothing is asked while not all open runs are known: %j', async (told) => {
  const asked: string[] = [];
  reconciling(reader, async (id) => {
    asked.push(id);
    return ended;
  })(told);
  expect(asked).toEqual([]);
});
