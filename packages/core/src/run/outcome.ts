import type { Json } from '../json.ts';
import type { Ending } from './run.ts';

/** What came of doing what a run is for. */
export interface InvocationOutcome {
  /** Left out where the backend reports by itself. */
  readonly status?: Ending;
  readonly summary?: string;
  /** What the backend answered. */
  readonly response?: Json;
}
