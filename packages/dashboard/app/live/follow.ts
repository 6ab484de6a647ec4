import type { EventSourceMessage } from 'eventsource-parser';
import type { ApiError } from '../api/error.ts';
import { signedOut } from '../api/signed-out.ts';
import { backoff } from './backoff.ts';
import { connect } from './connect.ts';
import { pause, untilVisible, whileVisible } from './visible.ts';

export type StreamState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'refused'; readonly error: ApiError };

interface Following {
  /** Asked anew for every connection, so that it can say where to go on. */
  readonly url: () => string;
  /** @returns whether this was the last event */
  readonly event: (message: EventSourceMessage) => boolean;
  readonly state: (state: StreamState) => void;
}

/**
 * Follows a stream of server-sent events through lost connections, until it ends or is refused. Closed while the tab is
 * hidden, for a browser has six connections to a server for all its tabs.
 * @returns what stops it
 */
export function follow(following: Following): () => void {
  const stop = new AbortController();
  void loop(following, stop.signal);
  return () => stop.abort();
}

async function loop({ url, event, state }: Following, stop: AbortSignal): Promise<void> {
  let failures = 0;
  state({ kind: 'connecting' });
  const opened = () => state({ kind: 'live' });
  while (!stop.aborted) {
    await untilVisible(stop);
    if (stop.aborted) return;
    const over = new AbortController();
    const seen = whileVisible(AbortSignal.any([stop, over.signal]));
    const outcome = await connect(url(), { opened, event }, seen);
    const wasHidden = seen.aborted;
    over.abort();
    if (stop.aborted) return;
    if (outcome.kind === 'ended') return state({ kind: 'ended' });
    if (outcome.kind === 'refused') {
      state(outcome);
      if (outcome.error.status === 401) signedOut.happened();
      return;
    }
    if (wasHidden) continue;
    failures = outcome.heard ? 1 : failures + 1;
    state({ kind: 'reconnecting' });
    await pause(backoff(failures), stop);
  }
}
