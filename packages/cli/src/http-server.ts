import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long a client may take for its headers, and for a whole request. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** How long requests under way may still take after a SIGTERM. */
const DRAIN_TIMEOUT_MS = 10_000;

/** Listens, and answers with the server's URL; rejects with a line that says what to do. */
export async function listen(listener: RequestListener, host: string, port: number) {
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    listener,
  );
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

/** On SIGTERM or SIGINT: no new connections, what is under way is finished, then exit code 0. */
export function drainOnSignal(server: Server): void {
  let draining = false;
  // A client that keeps its connection would hold the process up long after its last answer.
  server.on('request', (_, response) => {
    response.once('close', () => draining && server.closeIdleConnections());
  });
  const drain = () => {
    draining = true;
    server.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS).unref();
  };
  process.once('SIGTERM', drain);
  process.once('SIGINT', drain);
}
