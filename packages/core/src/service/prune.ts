import type { Pruned, PrunePolicy } from '../store/prune.ts';
import type { Store } from '../store/store.ts';

/** How many runs, audits and receipts go at once: more would make writers wait. */
const PRUNE_BATCH = 250;

/** Removes all that the policy lets go, a batch at a time, and tells of each batch as it has gone. */
export async function* prune(store: Store, policy: Omit<PrunePolicy, 'limit'>): AsyncGenerator<Pruned, void> {
  for (let more = true; more; ) {
    const pruned = await store.prune({ ...policy, limit: PRUNE_BATCH });
    yield pruned;
    more = pruned.more;
  }
}
