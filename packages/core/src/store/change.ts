import type { RunChanged } from '../run/event.ts';

/** One thing that happened to a run after it was started. */
export interface Change {
  /** 1, 2, 3 … for each run, in the order of the commits, without a gap. */
  readonly seq: number;
  readonly event: RunChanged;
}
