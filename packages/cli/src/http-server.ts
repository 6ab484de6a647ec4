import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** How long a client may take for its headers, and for a whole request. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** How long requests under way may still take after a SIGTERM. */
const DRAIN_TIMEOUT_MS = 10_000;

/** Listens, and answers with the server's URL; rejects with a line that says what to do. */
export async function listen(listener: RequestListener, host: string, port: number) {
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, requireHostHeader: false },
    listener,
  );
  server.on('clientError', refuseInEnvelope);
  // What a client expects beyond 100-continue is ignored, as HTTP allows, rather than answered without a body.
  server.on('checkExpectation', listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(inUse ? new Error(`port ${port} on ${host} is in use; choose another with --port`) : error);
    });
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return { server, url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}` };
}

interface Draining {
  /** Ends what would not end by itself. */
  begin(): void;
  /** Closes what the requests rested on. */
  end(): Promise<void>;
}

/** On SIGTERM or SIGINT: no new connections, what is under way is finished, then what is behind it is closed; exit code 0. */
export function drainOnSignal(server: Server, { begin, end }: Draining): void {
  let draining = false;
  // A client that keeps its connection would hold the process up long after its last answer.
  server.on('request', (_, response) => {
    response.once('close', () => draining && server.closeIdleConnections());
  });
  const drain = () => {
    draining = true;
    server.close(() => end().catch(fail));
    begin();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS).unref();
  };
  process.once('SIGTERM', drain);
  process.once('SIGINT', drain);
}

function fail(error: unknown): void {
  console.error(`berth: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

/** What Node cannot even parse gets Port's envelope as well. */
function refuseInEnvelope(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = refusals[error.code ?? ''] ?? [
    '400 Bad Request',
    'The request is not valid HTTP',
  ];
  const body = JSON.stringify({ ok: false, error: 'bad_request', message });
  const head = [
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-trace-id: ${randomBytes(16).toString('hex')}`,
  ];
  socket.end([`HTTP/1.1 ${status}`, ...head, 'connection: close', '', body].join('\r\n'));
}

const refusals: Readonly<Record<string, readonly [status: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long to arrive'],
};
