import { apiUrl } from '../api/client.ts';
import type { Run } from '../api/types.ts';
import { follow, type StreamState } from './follow.ts';
import { Store } from './store.ts';

export interface OpenRuns {
  readonly runs: readonly Run[];
  readonly state: StreamState;
}

/** The runs that are open, live, for the whole page. */
export const openRuns = new Store<OpenRuns>({ runs: [], state: { kind: 'connecting' } });

const watchers = new Set<(runs: readonly Run[]) => void>();

/**
 * Told of every run that is open or has just ended, as it is now.
 * @returns what ends it
 */
export function watchRuns(watcher: (runs: readonly Run[]) => void): () => void {
  watchers.add(watcher);
  watcher(openRuns.get().runs);
  return () => watchers.delete(watcher);
}

/** @returns what stops it */
export function followOpenRuns(): () => void {
  const set = (change: Partial<OpenRuns>) => openRuns.set({ ...openRuns.get(), ...change });
  const stop = follow({
    url: () => apiUrl('berth/open-runs/events'),
    state: (state) => set({ state }),
    event: ({ event, data }) => {
      if (event === 'open') {
        const { runs }: { runs: readonly Run[] } = JSON.parse(data);
        set({ runs });
        tell(runs);
      } else if (event === 'ended') {
        const { run }: { run: Run } = JSON.parse(data);
        set({ runs: openRuns.get().runs.filter(({ id }) => id !== run.id) });
        tell([run]);
      }
      return false;
    },
  });
  return () => {
    stop();
    openRuns.set({ runs: [], state: { kind: 'connecting' } });
  };
}

function tell(runs: readonly Run[]): void {
  for (const each of watchers) each(runs);
}
