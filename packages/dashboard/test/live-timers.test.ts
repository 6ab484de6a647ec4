import { memoryStore } from '@berth/core/memory';
import { dashboard } from '@berth/dashboard';
import { createBerth } from '@berth/http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { addRun, runOf } from '../browser/support/fill.ts';
import { exchange } from './support/exchange.ts';

it('a stream of the open runs waits for one thing at a time, however often they change', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const store = memoryStore();
  const berth = dashboard(createBerth({ store }));
  const identify = () => ({ id: 'ada' });
  const { body } = await berth.answer(exchange({ path: '/api/v1/berth/open-runs/events', identify }));
  if (typeof body === 'string') throw new Error('no stream');
  const gone = new AbortController();
  const pieces = body(gone.signal)[Symbol.asyncIterator]();
  await pieces.next();
  const counts: number[] = [];
  for (let number = 0; number < 5; number += 1) {
    const next = pieces.next();
    await addRun(store, runOf(`r_${number}`, 0, { status: 'IN_PROGRESS', endedAt: undefined }));
    await vi.advanceTimersByTimeAsync(250);
    await next;
    counts.push(vi.getTimerCount());
  }
  expect(new Set(counts).size).toBe(1);
  gone.abort();
  const end = pieces.next();
  await vi.advanceTimersByTimeAsync(250);
  expect(await end).toEqual({ done: true, value: undefined });
  expect(vi.getTimerCount()).toBe(0);
});
