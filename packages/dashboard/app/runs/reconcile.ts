import { useEffect } from 'preact/hooks';
import { getRun } from '../api/runs.ts';
import { openRuns } from '../live/open-runs.ts';
import { isOpen } from '../status/look.ts';
import type { RunsReader } from './reader.ts';

const EVERY_MS = 3000;
/** Runs that are read one by one. */
const MOST = 20;
/** Open runs that the server tells of: with as many, one that is not among them may be open all the same. */
const MOST_TOLD = 100;

/** Reads again the runs that are open in the list and no longer among the open ones: they ended while nobody was listening. */
export function useReconciled(reader: RunsReader): void {
  useEffect(() => {
    const tried = new Set<string>();
    const timer = setInterval(() => {
      const { runs, state } = openRuns.get();
      if (state.kind !== 'live' || runs.length >= MOST_TOLD) return;
      const open = new Set(runs.map(({ id }) => id));
      const gone = reader
        .get()
        .runs.filter(({ id, status }) => isOpen(status) && !open.has(id) && !tried.has(id));
      for (const { id } of gone.slice(0, MOST)) {
        tried.add(id);
        getRun(id).then(
          ({ run }) => reader.update([run]),
          () => {},
        );
      }
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [reader]);
}
