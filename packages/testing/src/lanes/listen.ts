import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { controlsOf } from '../control/controls-of.ts';
import type { ListenOptions, UntypedFakePort } from '../fake-port.ts';
import type { Front } from '../tenants/front.ts';

/** Serves the fake over HTTP. Node's server is loaded here and not before: most tests need none. */
export async function listenOn(
  fake: UntypedFakePort,
  front: Front,
  { host = '127.0.0.1', port = 0, control: controlled = false }: ListenOptions = {},
) {
  const [{ createServer }, { httpLane }] = await Promise.all([import('node:http'), import('./serve.ts')]);
  const handle = httpLane(front);
  const control = controlled ? controlsOf(fake) : undefined;
  const server = createServer(async (request, response) => {
    if (!(control && (await answerControl(control, request, response)))) await handle(request, response);
  });
  await listening(server, host, port);
  const { port: taken } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
      server.closeAllConnections();
    });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    // Closing what is closed is no error: a test may close, and `await using` does so again.
    close: () => (closed ??= close()),
  };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(inUse ? new Error(`port ${port} on ${host} is in use; choose another`) : error);
    });
    server.listen(port, host, resolve);
  });
}

async function answerControl(
  control: ReturnType<typeof controlsOf>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { method = 'GET', url = '/', headers } = request;
  const answer = await control(method, url, headers.origin, async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  });
  if (answer) response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  return answer !== undefined;
}
