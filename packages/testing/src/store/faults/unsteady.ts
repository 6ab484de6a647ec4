import { type Commit, type Committed, type Conflict, type Store, StoreUnavailable } from '@berth/core';
import fc from 'fast-check';

/** What becomes of a commit: it is answered, or fails before anything was written, or after all of it was. */
type Fate = 'answered' | 'before' | 'after';

const SEED = 20_240_101;

/** Fates of many commits: of each hundred, five fail before they are written and five after. */
export function drawFates(count: number): readonly Fate[] {
  const fate = fc.oneof(
    { weight: 5, arbitrary: fc.constant<Fate>('before') },
    { weight: 5, arbitrary: fc.constant<Fate>('after') },
    { weight: 90, arbitrary: fc.constant<Fate>('answered') },
  );
  return fc.sample(fate, { seed: SEED, numRuns: count });
}

/** The store behind a connection that is lost now and then, so that nobody can tell whether a commit has landed. */
export function unsteady(store: Store, fates: readonly Fate[]): Store {
  let commits = 0;
  const commit = async (change: Commit): Promise<Committed | Conflict> => {
    const fate = fates[commits % fates.length];
    commits += 1;
    const answer = fate === 'before' ? undefined : await store.commit(change);
    if (answer && fate === 'answered') return answer;
    throw new StoreUnavailable('the connection was lost', { mayHaveLanded: true });
  };
  return {
    run: (id) => store.run(id),
    runs: (query) => store.runs(query),
    logs: (query) => store.logs(query),
    changes: (query) => store.changes(query),
    documents: (refs) => store.documents(refs),
    find: (kind, query) => store.find(kind, query),
    audits: (query) => store.audits(query),
    receipt: (id) => store.receipt(id),
    task: (ref) => store.task(ref),
    lease: (lease) => store.lease(lease),
    prune: (policy) => store.prune(policy),
    watch: (wake, run) => store.watch(wake, run),
    commit,
  };
}
