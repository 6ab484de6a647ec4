import type { JsonObject } from '../json.ts';
import type { Stamps } from './stamps.ts';

export interface RelationDefinition {
  readonly target: string;
  readonly required?: boolean;
  readonly many?: boolean;
  readonly title?: string;
  readonly description?: string;
}

/** A blueprint as its author wrote it. Keys that Berth gives no meaning to are kept and returned. */
export interface BlueprintDefinition {
  readonly identifier: string;
  readonly title: string;
  readonly icon?: string;
  readonly schema: { readonly properties: JsonObject; readonly required?: readonly string[] };
  readonly relations?: { readonly [name: string]: RelationDefinition };
  readonly ownership?: { readonly type: 'Direct' | 'Inherited' };
}

export interface Blueprint extends Stamps {
  readonly definition: BlueprintDefinition;
  /** Set while a delete looks for entities, so that no new one can appear behind its back. */
  readonly closing?: true;
}

export function relationsOf(blueprint: Blueprint): ReadonlyMap<string, RelationDefinition> {
  return new Map(Object.entries(blueprint.definition.relations ?? {}));
}
