import { contentOf, type StoreContent, tablesOf } from './content.ts';
import { forkTables, type Tables } from './tables.ts';

/** What a memory store held at one moment. It never changes, so any number of stores may go on from it. */
export class MemorySnapshot {
  readonly #tables: Tables;

  /** Keeps these tables for itself. */
  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** Of what was written down. */
  static from(content: StoreContent): MemorySnapshot {
    return new MemorySnapshot(tablesOf(content));
  }

  /** Tables for a store to write to. */
  tables(): Tables {
    return forkTables(this.#tables);
  }

  content(): StoreContent {
    return contentOf(this.#tables);
  }
}
