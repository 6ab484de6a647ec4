import { type Store, StoreUnavailable } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetReceipts } from '../src/forget-receipts.ts';

const HOUR_MS = 3_600_000;
const printed = vi.spyOn(console, 'error');

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-02T00:00:00.000Z') });
  printed.mockReset().mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  printed.mockReset();
});

async function withReceipts(...hoursAgo: readonly number[]): Promise<Store> {
  const store = memoryStore();
  for (const hours of hoursAgo) {
    const at = new Date(Date.now() - hours * HOUR_MS).toISOString();
    const receipt = { id: `${hours} h old`, at, fingerprint: 'f', answer: {} };
    await store.commit({ runs: [], documents: [], audits: [], tasks: [], receipt });
  }
  return store;
}

const isKept = async (store: Store, id: string) => (await store.receipt(id)) !== undefined;

it('removes receipts that are older than a day, when it begins and every hour after that', async () => {
  const store = await withReceipts(25, 23);
  const stop = forgetReceipts(store);
  await vi.advanceTimersByTimeAsync(0);
  expect([await isKept(store, '25 h old'), await isKept(store, '23 h old')]).toEqual([false, true]);
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  expect(await isKept(store, '23 h old')).toBe(false);
  await stop();
});

it('removes nothing any more once it was stopped', async () => {
  const store = await withReceipts(23);
  await forgetReceipts(store)();
  await vi.advanceTimersByTimeAsync(3 * HOUR_MS);
  expect(await isKept(store, '23 h old')).toBe(true);
});

it('says once that a store is away, and again when it has been back', async () => {
  const store = await withReceipts();
  const { prune } = store;
  const away: Store['prune'] = async () => {
    throw new StoreUnavailable('no space is left', { mayHaveLanded: false });
  };
  const stop = forgetReceipts(store);
  for (const now of [away, away, away, prune, away]) {
    Object.assign(store, { prune: now });
    await vi.advanceTimersByTimeAsync(HOUR_MS);
  }
  await stop();
  const line = 'berth: old receipts were not removed: no space is left';
  expect(printed.mock.calls).toEqual([[line], [line]]);
});
