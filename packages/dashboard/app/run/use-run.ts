import { useEffect, useMemo, useState } from 'preact/hooks';
import { getRun } from '../api/runs.ts';
import type { RunAndRights } from '../api/types.ts';
import { coalesce } from '../live/coalesce.ts';
import type { Loaded } from '../live/load.ts';
import { RunLog } from '../log/run-log.ts';

/** Milliseconds between readings of a run that changes quickly. */
const GAP_MS = 250;

interface LiveRun {
  readonly loaded: Loaded<RunAndRights>;
  readonly log: RunLog;
  /** Changes whenever an entity was tied to the run. */
  readonly tied: number;
  readonly reload: () => void;
}

/** A run and its log, kept up to date by its events. Made for one run: another one is another component. */
export function useRun(id: string): LiveRun {
  const [loaded, setLoaded] = useState<Loaded<RunAndRights>>({ kind: 'loading' });
  const [tied, setTied] = useState(0);
  const { log, reload } = useMemo(() => {
    const reload = coalesce(
      () =>
        getRun(id).then(
          (value) => setLoaded({ kind: 'ready', value }),
          (error: unknown) => setLoaded({ kind: 'failed', error }),
        ),
      GAP_MS,
    );
    const onChange = (type: string) => {
      reload();
      if (type === 'tied') setTied((count) => count + 1);
    };
    return { reload, log: new RunLog(id, onChange) };
  }, [id]);
  useEffect(() => {
    reload();
    return log.start();
  }, [log, reload]);
  return { loaded, log, tied, reload };
}
