import type { Run } from '../run/run.ts';
import { hasEnded } from '../run/transitions.ts';
import type { Change } from '../store/change.ts';
import { followBatches, readBatches, type StopSignal } from '../store/follow.ts';
import type { Store } from '../store/store.ts';

/** What happened to a run behind `after` and what still does, in batches, up to the last of what came with its end. */
export async function* followRun(
  store: Store,
  { id, status }: Run,
  after: number,
  signal: StopSignal,
): AsyncGenerator<readonly Change[], void> {
  let cursor = after;
  if (!hasEnded(status)) {
    for await (const batch of followBatches(store, id, after, signal)) {
      yield batch;
      cursor = batch.at(-1)?.seq ?? cursor;
      if (batch.some(isEnd)) break;
    }
  }
  // What came in one commit is there together, though a read may have held only the beginning of it.
  if (!signal.aborted) yield* readBatches(store, id, cursor);
}

function isEnd({ event }: Change): boolean {
  return event.type === 'moved' && hasEnded(event.status);
}
