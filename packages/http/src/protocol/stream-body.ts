import type { Stream } from './exchange.ts';
import { pump } from './pump.ts';

const encoder = new TextEncoder();

const failure = () => new Error('The reader took too long, or what it read has failed');

/**
 * A stream as the body of a response. It holds no piece that nobody has asked for.
 * @param reason what its reader is told when it is cut
 */
export function streamBody(stream: Stream, reason: () => Error = failure): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  let makeRoom = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        // Whoever waits for two pieces asks for the second within `enqueue`.
        const write = (piece: string) =>
          new Promise<void>((resolve) => {
            makeRoom = resolve;
            controller.enqueue(encoder.encode(piece));
          });
        const cut = () => controller.error(reason());
        void pump(stream, { write, end: () => controller.close(), cut }, gone);
      },
      pull: () => makeRoom(),
      cancel: () => gone.abort(),
    },
    { highWaterMark: 0 },
  );
}
