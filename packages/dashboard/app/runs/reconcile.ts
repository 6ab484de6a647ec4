import { useEffect } from 'preact/hooks';
import { getRun } from '../api/runs.ts';
import { openRuns } from '../live/open-runs.ts';
import type { RunsReader } from './reader.ts';
import { reconciling } from './reconciling.ts';

const EVERY_MS = 3000;

/** Reads again the runs that are open in the list and no longer among the open ones: they ended while nobody was listening. */
export function useReconciled(reader: RunsReader): void {
  useEffect(() => {
    const look = reconciling(reader, async (id) => (await getRun(id)).run);
    const timer = setInterval(() => look(openRuns.get()), EVERY_MS);
    return () => clearInterval(timer);
  }, [reader]);
}
