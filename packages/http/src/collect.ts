import { MAX_BODY_BYTES } from './limits.ts';
import type { Body } from './protocol/exchange.ts';

/** The bytes of a body that comes in a stream, read no further than a body may be long. */
export async function collect(stream: AsyncIterable<Uint8Array>): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) return { kind: 'too large' };
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return { kind: 'bytes', bytes };
}
