import type { MemorySnapshot } from '@berth/core/memory';
import type { IdCounts } from '../keyed-ids.ts';

/** A fake Port at one moment. It never changes, so any number of fakes may be put back to it or begin with it. */
export class Snapshot {
  constructor(
    /** Where the clock stood, as ISO 8601. */
    readonly at: string,
    readonly seed: string,
    readonly ids: IdCounts,
    readonly store: MemorySnapshot,
    /** Whether what the fake was to begin with was there by then. */
    readonly isPlanted: boolean,
  ) {}
}
