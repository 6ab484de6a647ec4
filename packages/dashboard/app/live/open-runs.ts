import { apiUrl } from '../api/client.ts';
import type { Run } from '../api/types.ts';
import { follow, type StreamState } from './follow.ts';
import { Store } from './store.ts';

export interface OpenRuns {
  readonly runs: readonly Run[];
  /** Whether there are more than the server tells of. */
  readonly hasMore: boolean;
  readonly state: StreamState;
}

const NONE: OpenRuns = { runs: [], hasMore: false, state: { kind: 'connecting' } };

/** The runs that are open, live, for the whole page. */
export const openRuns = new Store<OpenRuns>(NONE);

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
        const { runs, more = false }: { runs: readonly Run[]; more?: boolean } = JSON.parse(data);
        set({ runs, hasMore: more });
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
    openRuns.set(NONE);
  };
}

function tell(runs: readonly Run[]): void {
  for (const each of watchers) each(runs);
}
