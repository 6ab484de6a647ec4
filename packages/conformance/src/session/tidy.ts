import { type CleanedUp, cleanUp } from '../safety/cleanup.ts';
import { connection } from './connection.ts';
import type { OpenedSession } from './open-session.ts';

/** Ends and deletes what the session made; past the session's own signal, which may be aborted by now. */
export async function tidy(
  { session, connected }: OpenedSession,
  onProgress: (done: number, total: number) => void,
): Promise<Pick<CleanedUp, 'left' | 'runsLeft'>> {
  const { entries } = session.journal;
  if (entries.length === 0) return { left: [], runsLeft: 0 };
  let gone = false;
  const going = {
    ...session,
    signal: new AbortController().signal,
    abort: () => {
      gone = true;
    },
  };
  const { ask } = connection(going, connected.target, { judged: false, waits: true });
  return cleanUp(
    entries,
    session.tag,
    async (method, path, json) => {
      // One time-out after the other would keep people waiting for what is in the journal anyway.
      if (gone) throw new Error('the target is gone');
      return ask('cleanup', { method, path, json });
    },
    onProgress,
  );
}
