import { type Body, collect, MAX_BODY_BYTES } from '@berth/http';
import type { Context } from 'hono';

/** The body of a request, whether or not a middleware of the host has read it through Hono. */
export async function bodyOf(c: Context): Promise<Body> {
  const declared = c.req.header('content-length');
  if (declared !== undefined && Number(declared) > MAX_BODY_BYTES) return { kind: 'too large' };
  try {
    // Node and Hono hold a request to the length it declares, so only one that declares none can grow on the way.
    if (declared !== undefined || Object.keys(c.req.bodyCache).length > 0) {
      return { kind: 'bytes', bytes: new Uint8Array(await c.req.arrayBuffer()) };
    }
    // A stream that was read to its end, or cancelled, looks like one that never held anything.
    if (c.req.raw.bodyUsed) return { kind: 'lost' };
    const stream = c.req.raw.body;
    return stream ? await collect(stream) : { kind: 'none' };
  } catch {
    return { kind: 'lost' };
  }
}
