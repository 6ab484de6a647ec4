import { prune, type Store } from '@berth/core';

/** For so long a request that comes again with its key is known. */
export const RECEIPT_LIFE_MS = 24 * 3_600_000;
const EVERY_MS = 3_600_000;

/**
 * Removes the receipts that nobody will come back for, now and every hour.
 * @returns ends it, once what is being removed is gone
 */
export function forgetReceipts(store: Store): () => Promise<void> {
  let failing = false;
  let isOver = false;

  async function forget(): Promise<void> {
    try {
      const receiptsBefore = new Date(Date.now() - RECEIPT_LIFE_MS).toISOString();
      for await (const _ of prune(store, { receiptsBefore })) if (isOver) return;
      failing = false;
    } catch (error) {
      // The next hour finds them too; while a store is away, once is enough.
      if (!failing) console.error(`berth: old receipts were not removed: ${wordsOf(error)}`);
      failing = true;
    }
  }

  let last = forget();
  const timer = setInterval(() => {
    last = last.then(forget);
  }, EVERY_MS).unref();
  return () => {
    isOver = true;
    clearInterval(timer);
    return last;
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
