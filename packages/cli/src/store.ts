import type { Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { UsageError } from './usage.ts';

/** The store that a `--store` names. */
export function storeFrom(url: string): Store {
  if (url === 'memory:') return memoryStore();
  if (/^(sqlite|postgres|postgresql):/.test(url)) {
    throw new UsageError(`--store ${url}: SQLite and PostgreSQL are not built yet; use memory:`);
  }
  throw new UsageError(`--store takes memory:, not "${url}"`);
}
