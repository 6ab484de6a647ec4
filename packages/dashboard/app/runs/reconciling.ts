import { isPassing } from '../api/error.ts';
import type { Run } from '../api/types.ts';
import { isOpen } from '../status/look.ts';
import type { RunsReader } from './reader.ts';

/** Runs that are read one by one. */
const MOST = 20;

/** As much of the open runs as this takes. */
interface Open {
  readonly runs: readonly { readonly id: string }[];
  readonly hasMore: boolean;
  readonly state: { readonly kind: string };
}

/** @returns what holds a list against the open runs; asks again for a run of which it got no last word */
export function reconciling(
  reader: Pick<RunsReader, 'get' | 'update'>,
  read: (id: string) => Promise<Run>,
): (open: Open) => void {
  const settled = new Set<string>();
  return ({ runs, hasMore, state }) => {
    // One that is not told of may be open all the same.
    if (state.kind !== 'live' || hasMore) return;
    const open = new Set(runs.map(({ id }) => id));
    const gone = reader
      .get()
      .runs.filter(({ id, status }) => isOpen(status) && !open.has(id) && !settled.has(id));
    for (const { id } of gone.slice(0, MOST)) {
      settled.add(id);
      read(id).then(
        (run) => {
          if (isOpen(run.status)) settled.delete(id);
          reader.update([run]);
        },
        (error: unknown) => {
          if (isPassing(error)) settled.delete(id);
        },
      );
    }
  };
}
