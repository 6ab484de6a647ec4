import { collect, type Stream, streamBody } from '@berth/http';
import { fetchFailed, terminated } from './answer.ts';
import type { Desk, Incoming } from './desk.ts';
import { fakeResponse } from './fake-response.ts';

interface Sent {
  /** As a response tells it. */
  readonly url: string;
  readonly incoming: Incoming;
}

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Whose case does not matter to `fetch`. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']);
/** What can be sent as it is. */
const NAME = /^[\w-]+$/;
const VALUE = /^[\t\x20-\x7e]*$/;

/** A `fetch` that asks the fake instead of the network, whatever host the URL names. */
export function fetchInto(desk: () => Desk): Fetch {
  return async (input, init) => {
    const { url, incoming } = incomingFrom(input, init);
    incoming.signal?.throwIfAborted();
    const answer = await desk().answer('fetch', incoming);
    if (answer.kind === 'reset') throw fetchFailed();
    const { status, headers, body, cutAt, stream } = answer;
    if (stream && incoming.method !== 'HEAD') return streamed(stream, { status, headers }, incoming.signal);
    const text = incoming.method === 'HEAD' ? '' : body;
    return fakeResponse({ status, headers, url, body: { text, cutAt } });
  };
}

/** Ends with the signal, as the body of any response does. */
function streamed(stream: Stream, init: ResponseInit, signal: AbortSignal | undefined): Response {
  const body = streamBody(stream, terminated);
  return new Response(signal ? body.pipeThrough(new TransformStream(), { signal }) : body, init);
}

function incomingFrom(input: string | URL | Request, init: RequestInit | undefined): Sent {
  // A `Request` is slow to make and, under fake timers, cannot always be read: most calls need none.
  const plain = typeof input === 'object' && 'method' in input ? undefined : plainly(input, init);
  return plain ?? throughRequest(new Request(input, init));
}

function plainly(input: string | URL, init: RequestInit = {}): Sent | undefined {
  const { method = 'GET', body, signal } = init;
  const isPlain =
    body === undefined || body === null || typeof body === 'string' || body instanceof Uint8Array;
  const verb = method.toUpperCase();
  // Of others than these, `fetch` leaves the case alone, and refuses some.
  if (!isPlain || !(METHODS.has(verb) || method === 'PATCH')) return undefined;
  if (body && (verb === 'GET' || verb === 'HEAD')) return undefined;
  const headers = headersOf(init.headers);
  if (typeof body === 'string') headers['content-type'] ??= 'text/plain;charset=UTF-8';
  const content = body instanceof Uint8Array ? body.slice() : (body ?? undefined);
  const { url, path, fullPath, query } = placeOf(input);
  const incoming: Incoming = {
    method: verb,
    path,
    fullPath,
    query,
    headers,
    content,
    signal: signal ?? undefined,
    body: () => {
      if (content === undefined) return { kind: 'none' };
      return typeof content === 'string'
        ? { kind: 'text', text: received(content) }
        : { kind: 'bytes', bytes: content };
    },
  };
  return { url, incoming };
}

/** A text as it is after it was sent as UTF-8. */
function received(text: string): string {
  return text.toWellFormed().replace(/^\ufeff/, '');
}

function throughRequest(request: Request): Sent {
  const { url, ...place } = placeOf(request.url);
  const incoming: Incoming = {
    ...place,
    method: request.method,
    headers: Object.fromEntries(request.headers),
    signal: request.signal,
    body: async () => (request.body ? collect(request.body) : { kind: 'none' }),
  };
  return { url, incoming };
}

/** Nothing in it that a parser of URLs would write in another way; to parse one takes a tenth of the whole call. */
const PLAIN = /^https?:\/\/[a-z0-9.-]+(\/[\w/-]*)(?:\?([\w=&-]*))?$/;

function placeOf(input: string | URL) {
  const [url, pathname, query = ''] = (typeof input === 'string' && PLAIN.exec(input)) || parsed(input);
  const path = pathname?.startsWith('/v1/') ? pathname.slice('/v1'.length) : '';
  return { url: url ?? '', path, fullPath: pathname ?? '', query };
}

/** @throws TypeError as `fetch` does for what is no URL, or none of HTTP */
function parsed(input: string | URL): readonly string[] {
  if (typeof input === 'string' && !URL.canParse(input))
    throw new TypeError(
      `Failed to parse URL from ${input}: it has to be whole, and begin as port.baseUrl does`,
    );
  const { href, pathname, search, protocol } = new URL(input);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new TypeError('fetch failed', { cause: new Error(`unknown scheme: ${protocol}`) });
  return [href, pathname, search.slice(1)];
}

function headersOf(init: RequestInit['headers']): Record<string, string> {
  if (!init) return {};
  if (init instanceof Headers || Array.isArray(init) || Symbol.iterator in init)
    return Object.fromEntries(new Headers(init as Headers));
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(init)) {
    if (typeof value !== 'string' || !NAME.test(name) || !VALUE.test(value))
      return Object.fromEntries(new Headers(init));
    headers[name.toLowerCase()] = value.trim();
  }
  return headers;
}
