import { connect } from 'node:net';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
}

/** Sends a request as it is written here: a client of Node's own would tidy its path, or refuse to send it. */
export function ask(
  port: number,
  method: string,
  path: string,
  { headers = {}, body }: Sent = {},
): Promise<Answered> {
  const text = body === undefined || typeof body === 'string' ? (body ?? '') : JSON.stringify(body);
  const sent = {
    host: `127.0.0.1:${port}`,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
    ...headers,
    connection: 'close',
  };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}`);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () =>
      socket.write([`${method} ${path} HTTP/1.1`, ...lines, '', text].join('\r\n')),
    );
    socket
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .once('end', () => resolve(parsed(Buffer.concat(chunks).toString())))
      // A server that has answered need not take the rest.
      .once('error', (error) =>
        chunks.length > 0 ? resolve(parsed(Buffer.concat(chunks).toString())) : reject(error),
      );
  });
}

function parsed(answer: string): Answered {
  const end = answer.indexOf('\r\n\r\n');
  const [first = '', ...lines] = answer.slice(0, end).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(headers),
    text: answer.slice(end + 4),
  };
}
