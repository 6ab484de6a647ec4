import type { Caller } from '../occasion.ts';
import type { Run } from '../run/run.ts';
import type { Change } from '../store/change.ts';
import type { StopSignal } from '../store/follow.ts';
import { followRun } from './follow-run.ts';
import { OpenRuns } from './open-runs.ts';
import type { Seeing } from './visible.ts';

/** For whoever may see the runs, which is asked elsewhere. */
export interface LiveService {
  /** What happened to a run behind its change `after`, and what does, in order and without a gap, until it has ended. */
  follow(run: Run, after: number, signal: StopSignal): AsyncGenerator<readonly Change[], void>;
  /** Where a reader goes on who has seen the change `after`: from the beginning, if there is no such change. */
  place(run: string, after: number): Promise<Place>;
  /** Newest first, of those that the caller may see. */
  open(by: Caller): Promise<readonly Run[]>;
  /** Called when open runs may be others, or may have changed. @returns ends the watch */
  watchOpen(wake: () => void): () => void;
}

export interface Place {
  readonly after: number;
  /** Whether something has happened behind it. */
  readonly isBehind: boolean;
}

export function liveService(seeing: Seeing): LiveService {
  const { store } = seeing;
  const open = new OpenRuns(seeing);
  return {
    follow: (run, after, signal) => followRun(store, run, after, signal),
    place: async (run, after) => {
      const [first, second] = await store.changes({ run, after: Math.max(after - 1, 0), limit: 2 });
      if (after > 0 && first?.seq === after) return { after, isBehind: second !== undefined };
      // What lies behind a number that is beyond the last says nothing of the beginning.
      const [any] = after > 0 ? await store.changes({ run, after: 0, limit: 1 }) : [first];
      return { after: 0, isBehind: any !== undefined };
    },
    open: (by) => open.seenBy(by),
    watchOpen: (wake) => open.watch(wake),
  };
}
