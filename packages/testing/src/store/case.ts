import type { Store } from '@berth/core';

/** What a case works with: organisations that no other case knows. */
export interface Fresh {
  readonly store: Store;
  /** The same organisation, asked for once more. */
  again(): Store;
  /** One more organisation in the same database. */
  another(): Store;
  /** The organisation that the database was opened for; it may hold anything. */
  readonly opened: Store;
  /** So many, or as many fewer as the runner asks for. */
  scaled(count: number): number;
}

/** Declares a case. */
export type Case = (name: string, body: (fresh: Fresh) => Promise<void>, timeoutMs?: number) => void;
