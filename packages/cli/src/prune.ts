import { type PrunePolicy, prune } from '@berth/core';
import { ageFrom } from './age.ts';
import { openStore, storeOptions } from './store.ts';
import { optionsOf, UsageError } from './usage.ts';

/** `berth prune`: removes what the rules let go, and prints as one line of JSON what that was. */
export async function pruneStore(args: readonly string[]): Promise<void> {
  const options = optionsOf(args, {
    ...storeOptions,
    'ended-before': { type: 'string' },
    'keep-per-action': { type: 'string' },
    'audits-before': { type: 'string' },
    'receipts-before': { type: 'string', default: '24h' },
  });
  const ended = options['ended-before'];
  const audits = options['audits-before'];
  const keepPerAction = countFrom(options['keep-per-action']);
  if (ended === undefined && keepPerAction === undefined && audits === undefined)
    throw new UsageError(
      'say what may go: --ended-before 30d, --keep-per-action 1000 or --audits-before 90d',
    );
  const before = (flag: string, text: string) => new Date(Date.now() - ageFrom(flag, text)).toISOString();
  const policy: Omit<PrunePolicy, 'limit'> = {
    endedBefore: ended === undefined ? undefined : before('--ended-before', ended),
    keepPerAction,
    auditsBefore: audits === undefined ? undefined : before('--audits-before', audits),
    receiptsBefore: before('--receipts-before', options['receipts-before']),
  };
  const store = await openStore(options, 'auto');
  const removed = { runs: 0, changes: 0, audits: 0, receipts: 0 };
  try {
    for await (const pruned of prune(store, policy)) {
      removed.runs += pruned.runs.length;
      removed.changes += pruned.changes;
      removed.audits += pruned.audits;
      removed.receipts += pruned.receipts;
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2Kremoved ${removed.runs} runs`);
    }
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
    await store.close();
  }
  console.log(JSON.stringify(removed));
}

function countFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--keep-per-action takes a number, not "${text}"`);
  return Number(text);
}
