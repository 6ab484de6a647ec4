import type { Entry } from './entry.ts';

/** HAR 1.2: what browsers and proxies write. Times are those of the fake, in which nothing takes any. */
export function harOf(entries: readonly Entry[]): object {
  return {
    log: {
      version: '1.2',
      creator: { name: '@berth/testing', version: '0.1.0' },
      entries: entries.map(harEntry),
    },
  };
}

function harEntry({ at, request, response, direction, runId, op }: Entry): object {
  const { method, path, query, headers } = request;
  const text = new TextDecoder().decode(request.raw());
  const mimeType = headers['content-type'] ?? '';
  const url = direction === 'api' ? `http://port.test/v1${path}` : path;
  return {
    startedDateTime: at,
    time: 0,
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(headers),
      queryString: pairs(query),
      ...(text === '' ? {} : { postData: { mimeType, text } }),
      headersSize: -1,
      bodySize: request.raw().byteLength,
    },
    response: responseOf(response),
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    comment: [op, runId].filter(Boolean).join(' '),
  };
}

function responseOf(response: Entry['response']): object {
  const { status = 0, headers = {}, body } = response ?? {};
  const text = body === undefined ? '' : JSON.stringify(body);
  return {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers),
    content: { size: text.length, mimeType: headers['content-type'] ?? '', text },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
  };
}

function pairs(values: Readonly<Record<string, string>>): object[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
