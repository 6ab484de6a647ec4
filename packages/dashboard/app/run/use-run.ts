import { useEffect, useMemo, useState } from 'preact/hooks';
import { isPassing } from '../api/error.ts';
import { getRun } from '../api/runs.ts';
import type { RunAndRights } from '../api/types.ts';
import { coalesce } from '../live/coalesce.ts';
import type { Loaded } from '../live/load.ts';
import { RunLog } from '../log/run-log.ts';

/** Milliseconds between readings of a run that changes quickly. */
const GAP_MS = 250;
/** Milliseconds until a run that could not be read is tried again. */
const RETRY_MS = 3000;

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
  const { log, reload, stop } = useMemo(() => {
    let retry: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    const load = () =>
      getRun(id).then(
        (value) => setLoaded({ kind: 'ready', value }),
        (error: unknown) => {
          // What is shown stays through a fault that passes.
          setLoaded((now) => (now.kind === 'ready' && isPassing(error) ? now : { kind: 'failed', error }));
          clearTimeout(retry);
          if (isPassing(error)) retry = setTimeout(reload, RETRY_MS);
        },
      );
    const reload = coalesce(async () => {
      if (!isLeft) await load();
    }, GAP_MS);
    const onChange = (type: string) => {
      reload();
      if (type === 'tied') setTied((count) => count + 1);
    };
    const stop = () => {
      isLeft = true;
      clearTimeout(retry);
    };
    return { reload, log: new RunLog(id, onChange), stop };
  }, [id]);
  useEffect(() => {
    reload();
    const stopLog = log.start();
    return () => {
      stopLog();
      stop();
    };
  }, [log, reload, stop]);
  return { loaded, log, tied, reload };
}
