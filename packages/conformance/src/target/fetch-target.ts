import type { Credentials, Target, WireRequest, WireResponse } from './target.ts';

export type Fetch = (request: Request) => Response | Promise<Response>;

/** Something in this process that answers a `Request`, as a Hono app's `fetch` or a fake Port's; `base` is where its API begins. */
export function fetchTarget(
  fetch: Fetch,
  { name, base, credentials }: { name: string; base: string; credentials: Credentials },
): Target {
  return {
    name,
    credentials,
    send: async (sent, signal) => responseOf(await fetch(requestOf(base, sent, signal))),
  };
}

function requestOf(
  base: string,
  { method, path, headers, body }: WireRequest,
  signal?: AbortSignal,
): Request {
  const init: RequestInit & { duplex?: 'half' } = {
    method,
    headers: { ...headers },
    ...(signal ? { signal } : {}),
  };
  if (typeof body === 'string' || body === undefined) init.body = body ?? null;
  else if (body instanceof Uint8Array) init.body = new Uint8Array(body);
  else Object.assign(init, { body: ReadableStream.from(body), duplex: 'half' });
  return new Request(base + path, init);
}

async function responseOf(response: Response): Promise<WireResponse> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
}
