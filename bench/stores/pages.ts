import type { RunCursor, Store } from '@berth/core';
import { median, rounded } from '../statistics.ts';

export const RUNS = 1_000_000;
const PAGE = 50;
const ROUNDS = 9;
const PAGES_A_ROUND = 100;

export interface PageFigures {
  readonly firstMs: number;
  readonly deepMs: number;
  /** Of the medians. */
  readonly ratio: number;
}

/** The first page of the list of all runs against one near its end, in rounds that alternate. */
export async function measurePages(store: Store, deep: RunCursor): Promise<PageFigures> {
  const first: number[] = [];
  const behind: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    first.push(await pageMs(store, undefined));
    behind.push(await pageMs(store, deep));
  }
  // The first round warms up.
  const [firstMs, deepMs] = [median(first.slice(1)), median(behind.slice(1))];
  return { firstMs: rounded(firstMs, 3), deepMs: rounded(deepMs, 3), ratio: rounded(deepMs / firstMs, 2) };
}

async function pageMs(store: Store, after: RunCursor | undefined): Promise<number> {
  const began = performance.now();
  for (let read = 0; read < PAGES_A_ROUND; read += 1) {
    const { items } = await store.runs({ limit: PAGE, after });
    if (items.length !== PAGE) throw new Error(`a page of ${items.length}`);
  }
  return (performance.now() - began) / PAGES_A_ROUND;
}

/** Where the made runs are 95 % through, newest first; the nth was made n seconds after the beginning of 2024. */
export function deepCursor(): RunCursor {
  const number = Math.round(RUNS * 0.05);
  return { createdAt: new Date(Date.UTC(2024, 0, 1) + number * 1000).toISOString(), id: `r_${number}` };
}
