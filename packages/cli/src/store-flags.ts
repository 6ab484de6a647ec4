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

export type Place =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly names: Names };

interface Names {
  readonly schema?: string;
  readonly prefix?: string;
}

export function placeOf({ store, schema, 'table-prefix': prefix }: StoreFlags): Place {
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
  // What follows a misspelt scheme may hold a password.
  const [scheme = store] = /^[^:]*:?/.exec(store) ?? [];
  throw new UsageError(`--store takes sqlite:PATH, postgres://… or memory:, not "${scheme}"`);
}
