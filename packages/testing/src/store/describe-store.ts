import type { Store } from '@berth/core';
import { opener } from './opener.ts';
import { subjects } from './subjects.ts';

/** A store that was opened on a database. */
export interface OpenedStore {
  readonly store: Store;
  /** The store of another organisation in the same database. */
  storeFor(organisation: string): Store;
  close(): Promise<void>;
}

/** As much of a test runner as the suite takes: Vitest's and Jest's functions, and `node:test`'s. */
export interface StoreRunner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>, timeoutMs?: number): void;
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
  const opened = opener(open, runner);
  runner.describe(name, () => {
    for (const { about, cases } of subjects) runner.describe(about, () => cases(opened.it));
  });
}
