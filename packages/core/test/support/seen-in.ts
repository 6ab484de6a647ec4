import { kinds } from '../../../testing/src/store/support/documents.ts';
import { snapshot } from '../../../testing/src/store/support/snapshot.ts';
import type { Store } from '../../src/index.ts';
import { refs } from './world-steps.ts';

const runs = ['r_1', 'r_2', 'r_3', 'r_4'];

/** All that a store shows of what steps may have written to it. */
export async function seenIn(store: Store): Promise<unknown> {
  const all = await snapshot(store, { runs, receipts: ['k_1', 'k_2', 'k_3'], tasks: runs });
  const pointing = await Promise.all(
    refs.map((pointingAt) => Promise.all(kinds.map((kind) => store.find(kind, { pointingAt })))),
  );
  const audits = await Promise.all(runs.map((run) => store.audits({ run, limit: 100 })));
  return { all, pointing, audits };
}
