import type { Change, Run } from '@berth/core';
import { changeToWire } from '../wire/change.ts';
import { eventText } from './event.ts';
import { inPieces } from './in-pieces.ts';

/** What happened to a run as events, the last of which says how it ended. */
export async function* runEvents(
  changes: AsyncIterable<readonly Change[]>,
  present: () => Promise<Run | undefined>,
  over: AbortSignal,
): AsyncGenerator<string, void> {
  for await (const batch of changes) yield* inPieces(eventsOf(batch));
  // Who was told to stop may have left out what came before the end.
  if (over.aborted) return;
  const run = await present();
  if (run?.endedAt !== undefined) yield eventText('end', { status: run.status });
}

function* eventsOf(batch: readonly Change[]): Generator<string, void> {
  for (const { seq, event } of batch) {
    yield event.type === 'logged'
      ? eventText('log', { seq, log: event.log }, seq)
      : eventText('change', { seq, ...changeToWire(event) }, seq);
  }
}
