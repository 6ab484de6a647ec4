import type { EntityInput } from '../catalog/entity.ts';
import type { Json } from '../json.ts';
import type { Ending } from './run.ts';

/** An entity that is written in the very commit that ends the run. */
export interface EntityToWrite {
  readonly blueprint: string;
  readonly identifier: string;
  readonly input: EntityInput;
}

/** What came of doing what a run is for. */
export interface InvocationOutcome {
  /** Left out where the backend reports by itself. */
  readonly status?: Ending;
  readonly summary?: string;
  readonly statusLabel?: string;
  /** Where the work can be watched. */
  readonly link?: string;
  /** What the work is called where it is done. */
  readonly externalRunId?: string;
  /** What the backend answered. */
  readonly response?: Json;
  /** What is left to do, here; should it be refused, the run fails for it. */
  readonly entity?: EntityToWrite;
}
