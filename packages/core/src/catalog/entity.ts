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

/** Whether two states of an entity differ in when, and by whom, they were written at most. */
export function isSameContent(one: Entity, other: Entity): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
}

function contentOf({ title, icon, team, properties, relations }: Entity) {
  return [title, icon, team, properties, relations];
}
