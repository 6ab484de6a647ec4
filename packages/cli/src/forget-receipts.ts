import { prune, type Store } from '@berth/core';

/** For so long a request that is repeated with its key is known. */
const KEPT_MS = 24 * 3_600_000;
const EVERY_MS = 3_600_000;

/** Removes receipts that nobody will come back for, every hour. @returns ends it */
export function forgetReceipts(store: Store): () => void {
  const timer = setInterval(() => void forgetOld(store), EVERY_MS).unref();
  return () => clearInterval(timer);
}

async function forgetOld(store: Store): Promise<void> {
  const receiptsBefore = new Date(Date.now() - KEPT_MS).toISOString();
  try {
    for await (const _ of prune(store, { receiptsBefore }));
  } catch (error) {
    // The next hour will find them too.
    console.error(
      `berth: old receipts could not be removed: ${error instanceof Error ? error.message : error}`,
    );
  }
}
