import { type Berth, collect } from '@berth/http';

/** A `fetch` that asks Berth instead of the network, whatever host the URL names. */
export function fetchInto(berth: Berth) {
  return async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { pathname, search } = new URL(request.url);
    const reply = await berth.answer({
      method: request.method,
      path: pathname.startsWith('/v1/') ? pathname.slice('/v1'.length) : '',
      query: search.slice(1),
      header: (name) => request.headers.get(name) ?? undefined,
      body: async () => (request.body ? collect(request.body) : { kind: 'none' }),
    });
    request.signal.throwIfAborted();
    return new Response(request.method === 'HEAD' ? null : reply.body, reply);
  };
}
