import { STALL_MS } from '../limits.ts';
import type { Stream } from './exchange.ts';

/** Where an adapter writes a stream to. */
export interface Sink {
  /** Resolves when there is room for more; never, should the reader be gone. */
  write(piece: string): Promise<unknown>;
  end(): void;
  /** Ends the connection in the middle, so that the reader knows it has not seen the end. */
  cut(): void;
}

/**
 * Writes a stream as quickly as it is read, holding one piece of it. A reader that takes too long for a piece is cut rather than
 * waited for: what it has not got is kept where it came from.
 */
export async function pump(stream: Stream, sink: Sink, gone: AbortController): Promise<void> {
  try {
    for await (const piece of stream(gone.signal)) {
      if (gone.signal.aborted || !(await written(sink, piece, gone.signal))) return sink.cut();
    }
    sink.end();
  } catch {
    // It has been reported by whom it befell.
    sink.cut();
  } finally {
    gone.abort();
  }
}

function written(sink: Sink, piece: string, gone: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isWritten: boolean) => {
      clearTimeout(timer);
      gone.removeEventListener('abort', lose);
      resolve(isWritten);
    };
    const lose = () => settle(false);
    const timer = setTimeout(lose, STALL_MS);
    gone.addEventListener('abort', lose);
    sink.write(piece).then(() => settle(true), lose);
  });
}
