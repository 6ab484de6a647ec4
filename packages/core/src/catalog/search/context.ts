import type { Caller, Timestamp } from '../../occasion.ts';
import type { Blueprint } from '../blueprint.ts';
import type { Entity } from '../entity.ts';

/** What a search sees besides the entity it looks at. */
export interface SearchContext {
  readonly at: Timestamp;
  readonly by: Caller;
  blueprint(identifier: string): Blueprint | undefined;
  /** Every entity of the organisation, by the key of its `entityRef`. */
  readonly entities: ReadonlyMap<string, Entity>;
}

export type Matches = (entity: Entity) => boolean;
