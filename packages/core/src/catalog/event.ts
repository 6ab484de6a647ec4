import type { Action } from './action.ts';
import type { Blueprint } from './blueprint.ts';
import type { Entity } from './entity.ts';

/** What a decision did to the catalog: a document appeared, changed or went. */
export type CatalogEvent = EntityEvent | Changed<'blueprint', Blueprint> | Changed<'action', Action>;

export type EntityEvent = Changed<'entity', Entity>;

type Changed<K, D> =
  | { readonly kind: K; readonly change: 'CREATE'; readonly before?: undefined; readonly after: D }
  | { readonly kind: K; readonly change: 'UPDATE'; readonly before: D; readonly after: D }
  | { readonly kind: K; readonly change: 'DELETE'; readonly before: D; readonly after?: undefined };
