import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { type ApiError, isPassingStatus, refusalIn } from '../api/error.ts';

/** How one connection to a stream came to its end. `lost` ones are worth another try. */
export type Outcome =
  | { readonly kind: 'ended' }
  | { readonly kind: 'lost'; readonly heard: boolean }
  | { readonly kind: 'refused'; readonly error: ApiError };

interface Handlers {
  readonly opened: () => void;
  /** @returns whether this was the last one */
  readonly event: (message: EventSourceMessage) => boolean;
}

/** Milliseconds without a byte, heartbeats included, after which a connection counts as dead. */
const SILENCE_MS = 30_000;
/** Milliseconds of parsing after which the page has its turn. */
const TURN_MS = 12;

/** Reads a stream of server-sent events until it ends, breaks, falls silent or is stopped. */
export async function connect(url: string, { opened, event }: Handlers, stop: AbortSignal): Promise<Outcome> {
  const dead = new AbortController();
  const signal = AbortSignal.any([stop, dead.signal]);
  let silence: ReturnType<typeof setTimeout> | undefined;
  const alive = () => {
    clearTimeout(silence);
    silence = setTimeout(() => dead.abort(), SILENCE_MS);
  };
  let heard = false;
  try {
    alive();
    const headers = { accept: 'text/event-stream' };
    const response = await fetch(url, { headers, signal, credentials: 'same-origin' });
    if (response.status === 204) return { kind: 'ended' };
    if (!response.ok || !response.body) return await answered(response);
    opened();
    let isLast = false;
    const parser = createParser({
      onEvent: (message) => {
        isLast = isLast || event(message);
      },
    });
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    let turn = performance.now();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: 'lost', heard };
      alive();
      heard = true;
      parser.feed(decoder.decode(value, { stream: true }));
      if (isLast) {
        dead.abort();
        return { kind: 'ended' };
      }
      if (performance.now() - turn > TURN_MS) {
        await new Promise((resolve) => setTimeout(resolve));
        turn = performance.now();
      }
    }
  } catch {
    return { kind: 'lost', heard };
  } finally {
    clearTimeout(silence);
  }
}

/** What another try would not change is a refusal; a server that is busy or broken may be well again. */
async function answered(response: Response): Promise<Outcome> {
  return isPassingStatus(response.status)
    ? { kind: 'lost', heard: false }
    : { kind: 'refused', error: await refusalIn(response) };
}
