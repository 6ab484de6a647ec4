import { MAX_BODY_BYTES } from '../limits.ts';
import type { Body } from '../protocol/exchange.ts';
import type { IncomingRequest } from './request.ts';

/** The body of a request, whether or not the host has parsed it. */
export async function bodyOf(request: IncomingRequest): Promise<Body> {
  const length = Number(request.headers['content-length'] ?? 0);
  const chunked = request.headers['transfer-encoding'] !== undefined;
  if (length === 0 && !chunked) return { kind: 'none' };
  if (length > MAX_BODY_BYTES) return { kind: 'too large' };
  if (request.readableEnded) return leftBy(request.body);
  return collect(request);
}

/** What a parser that came first has left: bytes, text, a value, or nothing at all. */
function leftBy(body: unknown): Body {
  if (body === undefined) return { kind: 'lost' };
  if (body instanceof Uint8Array) return { kind: 'bytes', bytes: body };
  if (typeof body === 'string') return { kind: 'bytes', bytes: Buffer.from(body) };
  return { kind: 'parsed', value: body };
}

/** Reads until the end or one byte past the limit. There it pauses, or Node would go on reading for as long as anything comes. */
function collect(request: IncomingRequest): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (body: Body) => {
      request.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken);
      resolve(body);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.byteLength;
      chunks.push(chunk);
      if (size <= MAX_BODY_BYTES) return;
      request.pause();
      settle({ kind: 'too large' });
    };
    const onEnd = () =>
      settle({ kind: 'bytes', bytes: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks) });
    const onBroken = () => settle({ kind: 'lost' });
    request.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken);
    if (request.destroyed) settle({ kind: 'lost' });
  });
}
