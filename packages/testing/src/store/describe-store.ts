import type { Store } from '@berth/core';

/** A store that was opened on a database. */
export interface OpenedStore {
  readonly store: Store;
  /** The store of another organisation in the same database. */
  storeFor(organisation: string): Store;
  close(): Promise<void>;
}

/** As much of a test runner as the suite takes, which Vitest and `node:test` have. */
export interface StoreRunner {
  /** Waits for what the body declares. */
  describe(name: string, body: () => void | Promise<void>): unknown;
  it(name: string, body: () => Promise<void>, timeoutMs?: number): unknown;
  /**
   * What part of the drawn and repeated cases is run. At 1, the default, they take a store in memory some seconds; one that
   * waits for a disk takes about as long at 0.1.
   */
  readonly scale?: number;
}

/**
 * Holds a store to all that the `Store` contract promises. `open` is called when the first case begins, and what it opened
 * is closed when the last has ended. Every case works in organisations of its own, so the database may hold anything, and
 * cases may run in any order or at the same time.
 */
export function describeStore(name: string, open: () => Promise<OpenedStore>, runner: StoreRunner): void {
  runner.describe(name, async () => {
    // Most who import this package want a fake Port, and should not wait for what only this takes.
    const { declareCases } = await import('./declare-cases.ts');
    declareCases(open, runner);
  });
}
