import { prune } from '@berth/core';
import { policyFrom, pruneOptions } from './prune-rules.ts';
import { openFilledStore } from './store.ts';
import { storeOptions } from './store-flags.ts';
import { optionsOf } from './usage.ts';

/** `berth prune`: removes what the rules let go, and prints as one line of JSON what that was. */
export async function pruneStore(args: readonly string[]): Promise<void> {
  const options = optionsOf(args, { ...storeOptions, ...pruneOptions });
  const policy = policyFrom(options, Date.now());
  const store = await openFilledStore(options);
  const removed = { runs: 0, changes: 0, audits: 0, receipts: 0 };
  try {
    for await (const { runs, changes, audits, receipts } of prune(store, policy)) {
      removed.runs += runs.length;
      removed.changes += changes;
      removed.audits += audits;
      removed.receipts += receipts;
      show(`removed ${removed.runs} runs, ${removed.audits} audit records, ${removed.receipts} receipts`);
    }
  } finally {
    show('');
    await store.close();
  }
  console.log(JSON.stringify(removed));
}

/** In place of what stood there, where somebody is looking. */
function show(progress: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${progress}`);
}
