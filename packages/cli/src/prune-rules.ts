import type { PrunePolicy } from '@berth/core';
import { ageFrom } from './age.ts';
import { RECEIPT_LIFE_MS } from './forget-receipts.ts';
import { UsageError } from './usage.ts';

export const pruneOptions = {
  'ended-before': { type: 'string' },
  'keep-per-action': { type: 'string' },
  'audits-before': { type: 'string' },
  'receipts-before': { type: 'string' },
} as const;

type Rules = { readonly [Name in keyof typeof pruneOptions]?: string | undefined };

/** What the command line lets go. At least one rule has to be said: nobody removes by leaving something out. */
export function policyFrom(rules: Rules, now: number): Omit<PrunePolicy, 'limit'> {
  if (Object.keys(pruneOptions).every((name) => rules[name as keyof Rules] === undefined))
    throw new UsageError(
      'say what may go: --ended-before 30d, --keep-per-action 1000, --audits-before 90d or --receipts-before 24h',
    );
  const before = (name: keyof Rules, otherwise?: number) => {
    const text = rules[name];
    const age = text === undefined ? otherwise : ageFrom(`--${name}`, text);
    return age === undefined ? undefined : new Date(now - age).toISOString();
  };
  return {
    endedBefore: before('ended-before'),
    keepPerAction: countFrom(rules['keep-per-action']),
    auditsBefore: before('audits-before'),
    receiptsBefore: before('receipts-before', RECEIPT_LIFE_MS),
  };
}

function countFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--keep-per-action takes a number, not "${text}"`);
  return Number(text);
}
