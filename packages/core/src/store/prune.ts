import type { Timestamp } from '../occasion.ts';

/** What may go. Each rule that is present removes by itself; a run that has not ended stays whatever the rules say. */
export interface PrunePolicy {
  /** Runs that ended before this instant. */
  readonly endedBefore?: Timestamp | undefined;
  /** Of each action's ended runs, all but so many of the newest by creation. */
  readonly keepPerAction?: number | undefined;
  /** Audit records from before this instant. */
  readonly auditsBefore?: Timestamp | undefined;
  /** Receipts from before this instant: a request that is repeated later than that is a new one. */
  readonly receiptsBefore?: Timestamp | undefined;
  /** At most so many runs, audits and receipts go in one call, so that nobody has to wait for long. */
  readonly limit: number;
}

/** What one call removed. */
export interface Pruned {
  readonly runs: readonly { readonly id: string; readonly action: string }[];
  /** Lines of the removed runs' logs, and whatever else had happened to them. */
  readonly changes: number;
  readonly audits: number;
  readonly receipts: number;
  /** Whether another call may find more. */
  readonly more: boolean;
}
