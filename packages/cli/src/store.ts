import type { Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { UsageError } from './usage.ts';

/** The options that say where a store is. */
export const storeOptions = {
  store: { type: 'string', default: 'sqlite:./berth.db' },
  schema: { type: 'string' },
  'table-prefix': { type: 'string' },
} as const;

export interface StoreFlags {
  readonly store: string;
  readonly schema?: string | undefined;
  readonly 'table-prefix'?: string | undefined;
}

export interface ClosableStore extends Store {
  close(): Promise<void>;
}

/** The schema of a database, and what is missing in it. */
export interface Migrations {
  readonly pending: readonly { readonly number: number; readonly name: string; readonly sql: string }[];
  apply(): Promise<void>;
  close(): Promise<void>;
}

type Place =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly names: Names };

interface Names {
  readonly schema?: string;
  readonly prefix?: string;
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

function placeOf({ store, schema, 'table-prefix': prefix }: StoreFlags): Place {
  const isPostgres = /^postgres(ql)?:\/\//.test(store);
  if (!isPostgres && (schema ?? prefix) !== undefined)
    throw new UsageError('--schema and --table-prefix belong to postgres:// stores');
  if (store === 'memory:') return { kind: 'memory' };
  const [, file] = /^sqlite:(.+)$/.exec(store) ?? [];
  if (file !== undefined) return { kind: 'sqlite', file };
  if (isPostgres) {
    const names = {
      ...(schema === undefined ? {} : { schema }),
      ...(prefix === undefined ? {} : { prefix }),
    };
    return { kind: 'postgres', url: store, names };
  }
  throw new UsageError(`--store takes sqlite:PATH, postgres://… or memory:, not "${store}"`);
}
