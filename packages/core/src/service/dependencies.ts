import type { Schemas } from '../catalog/schemas.ts';
import type { Invoker } from '../invocation/invoker.ts';
import type { Store } from '../store/store.ts';
import type { Authorize } from './authority.ts';

/** What the service makes names for: a run, a log line, an audit record, an entity that came without one. */
export type IdKind = 'run' | 'log' | 'event' | 'entity';
/** @param of whose it is: of a log line, its run */
export type NewId = (kind: IdKind, of?: string) => string;

/** How executions reach outside, and word that one is waiting for that. */
export interface Invocation extends Omit<Invoker, 'start'> {
  wake(): void;
}

/** The only holder of clock, ids and storage. */
export interface Dependencies {
  readonly store: Store;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly schemas: Schemas;
  readonly invocation?: Invocation | undefined;
  readonly authorize?: Authorize | undefined;
}
