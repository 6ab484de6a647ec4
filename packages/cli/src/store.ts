import { existsSync } from 'node:fs';
import type { Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { placeOf, type StoreFlags } from './store-flags.ts';
import { UsageError } from './usage.ts';

export interface ClosableStore extends Store {
  close(): Promise<void>;
}

/** The schema of a database, and what is missing in it. */
interface Migrations {
  readonly pending: readonly { readonly number: number; readonly name: string; readonly sql: string }[];
  apply(): Promise<void>;
  close(): Promise<void>;
}

/** Opens what `--store` names; each database is loaded only when it is asked for. */
export async function openStore(flags: StoreFlags, migrations: 'auto' | 'manual'): Promise<ClosableStore> {
  const place = placeOf(flags);
  switch (place.kind) {
    case 'memory':
      return { ...memoryStore(), close: async () => {} };
    case 'sqlite':
      return (await import('@berth/store-sqlite')).sqliteStore(place.file, { migrations });
    case 'postgres': {
      const { postgresStore } = await import('@berth/store-postgres');
      return postgresStore(place.url, { ...place.names, migrations });
    }
  }
}

/** Opens what a server has left there: a name that is misspelt must not make another store. */
export function openFilledStore(flags: StoreFlags): Promise<ClosableStore> {
  const place = placeOf(flags);
  if (place.kind === 'memory') throw new UsageError('--store memory: is gone with the server that has it');
  if (place.kind === 'sqlite' && !existsSync(place.file))
    throw new Error(`${place.file} is not there: name the file that berth serve keeps its data in`);
  return openStore(flags, 'manual');
}

export async function openMigrations(flags: StoreFlags): Promise<Migrations> {
  const place = placeOf(flags);
  switch (place.kind) {
    case 'memory':
      throw new UsageError('--store memory: has no schema');
    case 'sqlite':
      return (await import('@berth/store-sqlite')).sqliteMigrations(place.file);
    case 'postgres':
      return (await import('@berth/store-postgres')).postgresMigrations(place.url, place.names);
  }
}
