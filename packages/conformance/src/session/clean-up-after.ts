import { type CleanedUp, cleanUp } from '../safety/cleanup.ts';
import type { StoredJournal } from '../safety/journal.ts';
import type { Target } from '../target/target.ts';
import { connect } from './connect.ts';
import { openSession } from './open-session.ts';

/**
 * Cleans up after a session that could not do so itself; may be done again.
 * @throws Unreachable
 */
export async function cleanUpAfter({ entries, tag }: StoredJournal, target: Target): Promise<CleanedUp> {
  const opened = openSession({ target }, () => {});
  const { session, connected } = opened;
  await connect(target, session.timeout, session.signal);
  return cleanUp(entries, tag, (method, path, json) => connected.ask('cleanup', { method, path, json }));
}
