import { expect, it } from 'vitest';
import { aRun, ended } from '../../testing/src/store/support/runs.ts';
import { runEvents } from '../src/live/run-events.ts';

const none = {
  [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) as const }),
};

async function told(run: ReturnType<typeof aRun> | undefined, over = new AbortController()) {
  const all: string[] = [];
  for await (const text of runEvents(none, async () => run, over.signal)) all.push(text);
  return all;
}

it('a run that has ended is said to have, one that goes on or is hidden is not', async () => {
  const run = ended('r_1', '2026-01-01T00:00:00.000Z');
  expect(await told(run)).toEqual(['event: end\ndata: {"status":"SUCCESS"}\n\n']);
  expect(await told(aRun('r_1'))).toEqual([]);
  expect(await told(undefined)).toEqual([]);
});

it('a stream that was told to stop does not say that its run has ended, since it may have left something out', async () => {
  const over = new AbortController();
  over.abort();
  expect(await told(ended('r_1', '2026-01-01T00:00:00.000Z'), over)).toEqual([]);
});
