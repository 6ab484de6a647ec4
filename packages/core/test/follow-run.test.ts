import { describe, expect, it } from 'vitest';
import { commitOf } from '../../testing/src/store/support/commits.ts';
import { aRun, log, logged, make, move, readRun } from '../../testing/src/store/support/runs.ts';
import { memoryStore } from '../src/memory.ts';
import { followRun } from '../src/service/follow-run.ts';
import { readBatches } from '../src/store/follow.ts';
import type { Store } from '../src/store/store.ts';
import { counted } from './support/counted.ts';

async function scene() {
  const { store, count, limits } = counted(memoryStore());
  await store.commit(commitOf({ runs: [make(aRun('r_1'))] }));
  return { store, count, limits, stop: new AbortController() };
}

const end = { type: 'moved', status: 'SUCCESS', at: '2026-01-01T00:00:00.000Z', by: 'ada' } as const;

/** Ends the run, in one commit with lines that come after the end. */
async function finish(store: Store, lines: readonly string[] = []) {
  const found = await readRun(store, 'r_1');
  const events = [end, ...lines.map((line) => logged('r_1', line))];
  await store.commit(commitOf({ runs: [move(found, { status: 'SUCCESS', endedAt: end.at }, events)] }));
}

async function seqs(batches: ReturnType<typeof followRun>): Promise<number[]> {
  const all: number[] = [];
  for await (const batch of batches) all.push(...batch.map(({ seq }) => seq));
  return all;
}

const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

describe('who follows a run', () => {
  it('sees all of the commit that ends it, though a read held only the beginning of it', async () => {
    const { store, stop } = await scene();
    const { value: run } = await readRun(store, 'r_1');
    // The first read, of 32, ends with the end itself.
    await store.commit(commitOf({ runs: [log('r_1', 1, ...Array.from({ length: 31 }, () => 'x'))] }));
    await finish(store, ['after', 'the', 'end']);
    expect(await seqs(followRun(store, run, 0, stop.signal))).toEqual(upTo(35));
  });

  it('gets to the end of one that ends while it is followed, and then watches no more', async () => {
    const { store, count, stop } = await scene();
    const { value: run } = await readRun(store, 'r_1');
    const seen = seqs(followRun(store, run, 0, stop.signal));
    await store.commit(commitOf({ runs: [log('r_1', 1, 'a', 'b')] }));
    await finish(store);
    expect(await seen).toEqual([1, 2, 3]);
    expect(count.watching).toBe(0);
  });

  it('watches nothing for a run that has ended', async () => {
    const { store, count, stop } = await scene();
    await finish(store, ['late']);
    const { value: run } = await readRun(store, 'r_1');
    const batches = followRun(store, run, 1, stop.signal);
    expect((await batches.next()).value).toMatchObject([{ seq: 2 }]);
    expect([(await batches.next()).done, count.watching]).toEqual([true, 0]);
  });

  it('reads nothing more once it is told to stop, before or while it waits', async () => {
    const { store, count, stop } = await scene();
    const { value: run } = await readRun(store, 'r_1');
    await store.commit(commitOf({ runs: [log('r_1', 1, 'a')] }));
    const batches = followRun(store, run, 0, stop.signal);
    await batches.next();
    const waiting = batches.next();
    const reads = count.changes;
    stop.abort();
    expect((await waiting).done).toBe(true);
    expect([count.changes - reads, count.watching]).toEqual([0, 0]);
    expect(await seqs(followRun(store, run, 0, stop.signal))).toEqual([]);
  });

  it('is told nothing of a read that came back after it was told to stop', async () => {
    const { store, stop } = await scene();
    const { value: run } = await readRun(store, 'r_1');
    await store.commit(commitOf({ runs: [log('r_1', 1, 'a')] }));
    const stopping: Store = {
      ...store,
      changes: async (query) => {
        const found = await store.changes(query);
        stop.abort();
        return found;
      },
    };
    expect(await seqs(followRun(stopping, run, 0, stop.signal))).toEqual([]);
  });
});

describe('reading what happened', () => {
  it('takes more at a time while lines are short', async () => {
    const { store, limits } = await scene();
    await store.commit(commitOf({ runs: [log('r_1', 1, ...Array.from({ length: 1300 }, () => 'x'))] }));
    expect(await seqs(readBatches(store, 'r_1', 0))).toEqual(upTo(1300));
    expect(limits).toEqual([32, ...Array.from({ length: 20 }, () => 64)]);
  });

  it('takes fewer at a time where they are long, down to one, and more again behind them', async () => {
    const { store, limits } = await scene();
    const long = Array.from({ length: 34 }, () => 'x'.repeat(300_000));
    const short = Array.from({ length: 10 }, () => 'x');
    await store.commit(commitOf({ runs: [log('r_1', 1, ...long, ...short)] }));
    expect(await seqs(readBatches(store, 'r_1', 0))).toEqual(upTo(44));
    expect(limits).toEqual([32, 1, 1, 1, 4, 16]);
  });
});
