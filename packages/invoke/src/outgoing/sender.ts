import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as overHttp } from 'node:http';
import { Agent as HttpsAgent, request as overHttps } from 'node:https';
import { isPublic } from './address.ts';
import { destinationFlaw } from './destination.ts';
import { failureOf } from './failure.ts';
import { guardedLookup, type LookupAll, lookUpAll, PrivateDestination } from './guarded-lookup.ts';
import type { Outcome, OutgoingRequest } from './outcome.ts';
import { readBody } from './read-body.ts';

/** Milliseconds until a connection must stand, and until all is over. */
const CONNECT_TIMEOUT_MS = 5_000;
const TIMEOUT_MS = 10_000;
/** Bytes of an answer that are kept, and of its headers that are taken. */
const MAX_RESPONSE_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;

export interface SenderOptions {
  /** Sends to private and local addresses as well. */
  readonly allowPrivate?: boolean;
  readonly connectTimeoutMs?: number;
  readonly timeoutMs?: number;
  readonly maxResponseBytes?: number;
  readonly lookUp?: LookupAll;
}

/** Sends requests to where users say, and follows nobody elsewhere: a redirect is an answer like any other. */
export interface Sender {
  /** Never rejects. */
  send(request: OutgoingRequest): Promise<Outcome>;
  /** Ends connections that wait for further use. */
  close(): void;
}

export function sender(options: SenderOptions = {}): Sender {
  const { allowPrivate = false, lookUp = lookUpAll, maxResponseBytes = MAX_RESPONSE_BYTES } = options;
  const { connectTimeoutMs = CONNECT_TIMEOUT_MS, timeoutMs = TIMEOUT_MS } = options;
  // Of our own: the global ones may have been changed to go elsewhere, by a proxy's settings for one.
  const agents = {
    'http:': new HttpAgent({ keepAlive: true }),
    'https:': new HttpsAgent({ keepAlive: true }),
  };
  const lookup = allowPrivate ? undefined : guardedLookup(lookUp);

  async function send({ method, url, headers, body }: OutgoingRequest): Promise<Outcome> {
    const flaw = destinationFlaw(url, allowPrivate);
    if (flaw) return { type: 'failed', cause: flaw, message: `Not sent: ${url} is a ${flaw}` };
    const { protocol } = new URL(url);
    const over = protocol === 'https:' ? overHttps : overHttp;
    const agent = agents[protocol as keyof typeof agents];
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const sent = {
      ...withoutConnection(headers),
      ...(bytes ? { 'content-length': String(bytes.length) } : {}),
    };
    let asked: ClientRequest | undefined;
    let timedOut = false;
    const give = () => {
      timedOut = true;
      asked?.destroy();
    };
    const timer = setTimeout(give, timeoutMs);
    try {
      const options = {
        method,
        headers: sent,
        agent,
        maxHeaderSize: MAX_HEADER_BYTES,
        ...(lookup && { lookup }),
      };
      asked = over(url, options);
      const answer = await answerTo(asked, bytes, allowPrivate, connectTimeoutMs, give);
      const { text, truncated } = await readBody(answer, maxResponseBytes);
      const contentType = answer.headers['content-type'];
      return { type: 'answered', status: answer.statusCode ?? 0, body: text, contentType, truncated };
    } catch (error) {
      return failureOf(error, url, timedOut);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    send,
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** The answer's headers. The address is judged once more where it is connected to, since nothing else is what counts. */
function answerTo(
  asked: ClientRequest,
  body: Buffer | undefined,
  allowPrivate: boolean,
  connectTimeoutMs: number,
  giveUp: () => void,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.on('response', resolve).on('error', reject);
    // Whoever wants to speak another protocol has answered all the same, but with nothing that is kept.
    asked.on('upgrade', (answer, socket) => {
      socket.destroy();
      resolve(answer);
    });
    asked.on('socket', (socket) => {
      const judge = () => {
        if (allowPrivate || isPublic(socket.remoteAddress ?? '')) asked.end(body);
        else asked.destroy(new PrivateDestination('the connection leads to no public address'));
      };
      // A connection that was used before stands already.
      if (!socket.connecting) return judge();
      const timer = setTimeout(giveUp, connectTimeoutMs);
      socket.once('connect', judge).once('connect', () => clearTimeout(timer));
      socket.once('close', () => clearTimeout(timer));
    });
  });
}

/** What belongs to the connection is ours to say. */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  ...[
    'connection',
    'content-length',
    'expect',
    'host',
    'keep-alive',
    'proxy-authorization',
    'proxy-connection',
  ],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
]);

function withoutConnection(headers: OutgoingRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !CONNECTION_HEADERS.has(name.toLowerCase())),
  );
}
