import type { JsonObject } from '../json.ts';
import type { Stamps } from './stamps.ts';

/** A single relation holds an identifier or null, a many-relation a list. */
export type RelationValue = string | readonly string[] | null;

export interface Entity extends Stamps {
  readonly identifier: string;
  readonly blueprint: string;
  readonly title: string | null;
  readonly icon: string | null;
  readonly team: readonly string[];
  readonly properties: JsonObject;
  readonly relations: { readonly [name: string]: RelationValue };
}

/** What a write says of an entity; an absent key is left alone by a merge and emptied by a replacement. */
export interface EntityInput {
  /** Only ever the name that the entity has. */
  readonly identifier?: string;
  readonly title?: string | null;
  readonly icon?: string | null;
  readonly team?: string | readonly string[] | null;
  readonly properties?: JsonObject;
  readonly relations?: { readonly [name: string]: RelationValue };
}
