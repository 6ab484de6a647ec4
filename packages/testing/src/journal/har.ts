import type { Entry } from './entry.ts';
import type { Received } from './exchange.ts';

/** HAR 1.2: what browsers and proxies write. Times are those of the fake, in which little takes any. */
export function harOf(entries: readonly Entry[]): object {
  return {
    log: {
      version: '1.2',
      creator: { name: '@berth/testing', version: '0.1.0' },
      entries: entries.map(harEntry),
    },
  };
}

function harEntry({
  at,
  instant,
  endedAt = instant,
  request,
  response,
  direction,
  runId,
  op,
}: Entry): object {
  const { method, headers, received } = request;
  const text = new TextDecoder().decode(request.raw());
  const mimeType = headers['content-type'] ?? '';
  const url = direction === 'api' ? urlOf(received) : addressOf(received);
  return {
    startedDateTime: at,
    time: endedAt - instant,
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(Object.entries(headers)),
      queryString: pairs(new URL(url).searchParams),
      ...(text === '' ? {} : { postData: { mimeType, text } }),
      headersSize: -1,
      bodySize: request.raw().byteLength,
    },
    response: responseOf(response),
    cache: {},
    timings: { send: 0, wait: endedAt - instant, receive: 0 },
    comment: [op, runId].filter(Boolean).join(' '),
  };
}

function urlOf({ path, isElsewhere, query }: Received): string {
  const below = path.replace(/^\//, '');
  const search = query === '' ? '' : `?${query}`;
  return new URL(`http://port.test/${isElsewhere ? '' : 'v1/'}${below}${search}`).href;
}

/** Of a script, which has none, one that a reader of HAR can take for one. */
function addressOf({ path }: Received): string {
  return URL.canParse(path) ? path : `http://script.test/${encodeURIComponent(path)}`;
}

function responseOf(response: Entry['response']): object {
  const { status = 0, headers = {}, text = '' } = response ?? {};
  return {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(Object.entries(headers)),
    content: { size: Buffer.byteLength(text), mimeType: headers['content-type'] ?? '', text },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
  };
}

function pairs(values: Iterable<[string, string]>): object[] {
  return [...values].map(([name, value]) => ({ name, value }));
}
