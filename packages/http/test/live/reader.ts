import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every route
  readonly json: any;
}

type Headers = Readonly<Record<string, string>>;

/** One event of a stream as it came, or a beat. */
export interface Told {
  readonly event: string;
  readonly id: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into events of every kind
  readonly data: any;
}

/** Reads one answer as it comes. */
export interface Reader {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** The next event; undefined when the stream has ended as it should. @throws Error when it was cut */
  next(): Promise<Told | undefined>;
  /** Events from here on to the end. @throws Error when it was cut */
  rest(): Promise<readonly Told[]>;
  /** All that comes from here on to the end, as text. */
  text(): Promise<string>;
  /** Goes away in the middle. */
  leave(): void;
}

/** Asks for what has an end. It leaves no timer behind, as `fetch` does. */
export async function ask(method: string, url: string, headers: Headers, body?: object): Promise<Asked> {
  const json = { ...headers, 'content-type': 'application/json' };
  const response = await sent(method, url, json, body && JSON.stringify(body));
  const answered = await text(response);
  return { status: response.statusCode ?? 0, json: answered === '' ? undefined : JSON.parse(answered) };
}

function sent(method: string, url: string, headers: Headers, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Over a connection of its own, as a browser's are that stay open.
    request(url, { method, headers, agent: false }, resolve).once('error', reject).end(body);
  });
}

/** Asks, and reads no more than it is asked to: an event that nobody waits for stays with the server or on the way. */
export async function read(url: string, headers: Headers): Promise<Reader> {
  const response = await sent('GET', url, headers);
  response.setEncoding('utf8');
  response.on('error', () => {});
  const pieces = response[Symbol.asyncIterator]();
  let rest = '';
  const next = async (): Promise<Told | undefined> => {
    for (;;) {
      const end = rest.indexOf('\n\n');
      if (end >= 0) {
        const block = rest.slice(0, end);
        rest = rest.slice(end + 2);
        return toldBy(block);
      }
      const piece = await pieces.next();
      if (piece.done) return undefined;
      rest += piece.value;
    }
  };
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    next,
    rest: async () => {
      const all: Told[] = [];
      for (let told = await next(); told; told = await next()) all.push(told);
      return all;
    },
    text: async () => {
      let all = rest;
      for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) all += piece.value;
      return all;
    },
    leave: () => void response.destroy(),
  };
}

/** As a browser reads it: a line is a field, and ends with CR, LF or both. */
function toldBy(block: string): Told {
  const fields = new Map<string, string>();
  for (const line of block.split(/\r\n|\r|\n/)) {
    const mark = line.indexOf(':');
    const [name, value] = [line.slice(0, mark), line.slice(mark + 1).replace(/^ /, '')];
    fields.set(name, fields.has(name) ? `${fields.get(name)}\n${value}` : value);
  }
  const data = fields.get('data');
  return {
    event: fields.get('event') ?? fields.get('') ?? '',
    id: fields.get('id'),
    data: data === undefined ? undefined : JSON.parse(data),
  };
}
