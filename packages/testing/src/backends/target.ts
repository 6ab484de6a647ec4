import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { loadSender, type OutgoingRequest, type Sender, type Outcome as Sent } from '@berth/invoke/parts';
import type { Lane } from '../journal/exchange.ts';
import { ownRequest } from './own-request.ts';

/** A user's app: where it listens, or what handles its requests. A function of two or more arguments is a handler of Node's. */
export type AppUnderTest = FetchHandler | ServedApp;

export type FetchHandler = (request: Request) => Response | Promise<Response>;

export type ServedApp = string | URL | { readonly fetch: FetchHandler } | NodeHandler;

type NodeHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Where webhooks go. */
export interface Target {
  readonly lane: Lane;
  /**
   * Never rejects.
   * @param wanted whether anybody will look at the answer's body
   * @param failed told what the app throws once it has begun to answer
   */
  send(
    request: OutgoingRequest,
    signal: AbortSignal,
    wanted: boolean,
    failed: (what: string) => void,
  ): Promise<Sent>;
  close(): void;
}

const others =
  "of Fastify's it is app.routing, once app.ready() has resolved, of Koa's app.callback(), of a server the URL where it listens";

/** @throws TypeError for a text that is no URL, and for what takes no requests */
export function targetOf(app: AppUnderTest): Target {
  if (typeof app === 'string' || app instanceof URL) {
    const base = addressOf(app);
    return overNetwork(async () => base);
  }
  if (typeof Object(app).fetch !== 'function' && typeof app !== 'function')
    throw new TypeError(
      `port.app: an app is a URL, a function that takes requests, or what has such a "fetch"; ${others}`,
    );
  if ('fetch' in app) return inProcess((request) => app.fetch(request));
  if (app.length >= 2) return throughServer(app as NodeHandler);
  return inProcess(app as FetchHandler);
}

/** @throws TypeError for what no webhook can be sent to */
function addressOf(app: string | URL): URL {
  const base = URL.canParse(String(app)) ? new URL(app) : undefined;
  if (base?.protocol === 'http:' || base?.protocol === 'https:') return base;
  throw new TypeError(`port.app: an app listens at a URL such as http://localhost:3000, not at "${app}"`);
}

function inProcess(handle: FetchHandler): Target {
  return {
    lane: 'fetch',
    send: async (outgoing, signal, wanted) => {
      try {
        const response = await handle(ownRequest(outgoing, signal));
        if (typeof response?.status !== 'number')
          throw new TypeError(`The app answered ${inspect(response, { depth: 0 })}, which is no Response`);
        const contentType = response.headers.get('content-type') ?? undefined;
        // A body that nobody looks at is left unread: a stock one cannot always be read under fake timers.
        const body = wanted && response.body ? await response.text() : '';
        return { type: 'answered', status: response.status, body, contentType, truncated: false };
      } catch (error) {
        const body = complaintOf(error);
        return { type: 'answered', status: 500, body, contentType: 'text/plain', truncated: false };
      }
    },
    close: () => {},
  };
}

/** @param base where the app is; only its origin counts if it names no path of its own */
function overNetwork(base: () => Promise<URL>, closed: () => void = () => {}): Target {
  let sending: Sender | undefined;
  return {
    lane: 'http',
    send: async (request) => {
      sending ??= (await loadSender())({ allowPrivate: true });
      return sending.send({ ...request, url: aimed(await base(), new URL(request.url)) });
    },
    close: () => {
      sending?.close();
      closed();
    },
  };
}

function aimed(base: URL, { pathname, search }: URL): string {
  return base.pathname === '/' ? new URL(pathname + search, base).href : base.href;
}

/** Node's handlers want Node's own requests, so they get a server, once there is something to deliver. */
function throughServer(handle: (request: IncomingMessage, response: ServerResponse) => unknown): Target {
  let server: Server | undefined;
  let listening: Promise<URL> | undefined;
  let failed: (what: string) => void = () => {};
  const listen = async (): Promise<URL> => {
    const { createServer } = await import('node:http');
    const made = createServer(async (request, response) => {
      try {
        await handle(request, response);
      } catch (error) {
        if (response.headersSent) {
          failed(`the app failed after it had begun to answer: ${complaintOf(error)}`);
          response.destroy();
        } else response.writeHead(500, { 'content-type': 'text/plain' }).end(complaintOf(error));
      }
    });
    server = made;
    await new Promise<void>((resolve) => void made.listen(0, '127.0.0.1', resolve));
    made.unref();
    return new URL(`http://127.0.0.1:${(made.address() as AddressInfo).port}`);
  };
  const network = overNetwork(
    () => (listening ??= listen()),
    () => {
      server?.close();
      server?.closeAllConnections();
    },
  );
  return {
    ...network,
    send: async (request, signal, wanted, tell) => {
      failed = tell;
      const sent = await network.send(request, signal, wanted, tell);
      if (sent.type === 'answered' || !listening) return sent;
      // Its own server is nobody's business, and has another port each time.
      const { host } = await listening;
      return { ...sent, message: sent.message.replace(host, new URL(request.url).host) };
    },
  };
}

/** What a handler throws, its server answers with 500. */
function complaintOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
