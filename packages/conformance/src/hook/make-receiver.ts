import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type OpenEndpoint, openEndpoint } from './endpoint.ts';
import type { Delivery, Reaction, Receiver } from './receiver.ts';

export interface ReceiverOptions {
  readonly host?: string | undefined;
  /** 0 picks one. */
  readonly port?: number | undefined;
  /** Where the target reaches this server, when that is not its own address: a tunnel's, a proxy's. */
  readonly publicUrl?: string | undefined;
}

export async function makeReceiver({
  host = '127.0.0.1',
  port = 0,
  publicUrl,
}: ReceiverOptions = {}): Promise<Receiver> {
  const endpoints = new Map<string, OpenEndpoint>();
  const hanging = new Set<NodeJS.Timeout>();
  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.socket?.destroy());
  });
  const ownUrl = `http://${bracketed(host)}:${await listening(server, host, port)}`;
  const base = (publicUrl ?? ownUrl).replace(/\/+$/, '');

  const deadPort = await closedPort(host);

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '/';
    // The last part, since a proxy may put a path of its own before it.
    const name = /([^/?]+)(?:\?|$)/.exec(path)?.[1] ?? '';
    const open = endpoints.get(name);
    const reaction: Reaction = open
      ? await open.take(deliveryOf(request, path, Buffer.concat(chunks))).catch(() => ({ status: 500 }))
      : { status: 404 };
    react(reaction, response);
  }

  function react(reaction: Reaction, response: ServerResponse): void {
    if ('cut' in reaction) response.socket?.destroy();
    else if ('hang' in reaction) {
      const timer = setTimeout(() => {
        hanging.delete(timer);
        response.socket?.destroy();
      }, reaction.hang);
      hanging.add(timer);
    } else response.writeHead(reaction.status, reaction.headers).end(reaction.body);
  }

  return {
    endpoint: (decide) => {
      const name = randomBytes(9).toString('hex');
      const open = openEndpoint(`${base}/${name}`, decide);
      endpoints.set(name, open);
      return open.endpoint;
    },
    deadUrl: deadUrl(base, deadPort),
    close: async () => {
      for (const timer of hanging) clearTimeout(timer);
      for (const open of endpoints.values()) open.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function deliveryOf(request: IncomingMessage, path: string, body: Buffer): Delivery {
  const { rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? ''] as const] : [],
  );
  return { method: request.method ?? '', path, headers, raw: body.toString(), at: new Date() };
}

async function listening(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port that was free a moment ago and that nobody listens at. */
async function closedPort(host: string): Promise<number> {
  const server = createServer();
  const port = await listening(server, host, 0);
  const closed = once(server, 'close');
  server.close();
  await closed;
  return port;
}

function deadUrl(base: string, port: number): string {
  const url = new URL(base);
  url.port = String(port);
  url.pathname = '/nobody';
  return url.href;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
