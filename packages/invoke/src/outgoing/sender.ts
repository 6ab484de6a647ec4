import { type ClientRequest, Agent as HttpAgent, request as overHttp } from 'node:http';
import { Agent as HttpsAgent, request as overHttps } from 'node:https';
import { isPublic } from './address.ts';
import { ask } from './ask.ts';
import { destinationFlaw } from './destination.ts';
import { failed, failureOf } from './failure.ts';
import { guardedLookup, type LookupAll, lookUpAll } from './guarded-lookup.ts';
import type { Outcome, OutgoingRequest } from './outcome.ts';
import { readBody } from './read-body.ts';
import { sentHeaders } from './sent-headers.ts';
import { Stopped } from './stopped.ts';
import { timeLimit } from './time-limit.ts';

/** Milliseconds until a connection must stand, and until all is over. */
const CONNECT_TIMEOUT_MS = 5_000;
const TIMEOUT_MS = 10_000;
/** Bytes of an answer that are kept, and of its headers that are taken. */
const MAX_RESPONSE_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
/**
 * Milliseconds that a connection is kept for the next request. Shorter than servers keep theirs: what is sent just as they
 * close one has failed, since nobody knows whether it came, and it is not sent again.
 */
const IDLE_MS = 1_000;

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
  /** Ends every connection: those that wait for further use, and what is under way on the others. */
  close(): void;
}

export function sender(options: SenderOptions = {}): Sender {
  const { allowPrivate = false, lookUp = lookUpAll, maxResponseBytes = MAX_RESPONSE_BYTES } = options;
  const { connectTimeoutMs = CONNECT_TIMEOUT_MS, timeoutMs = TIMEOUT_MS } = options;
  // Of our own: the global ones may have been changed to go elsewhere, by a proxy's settings for one.
  const kept = { keepAlive: true, timeout: IDLE_MS };
  const plain = { over: overHttp, agent: new HttpAgent(kept) };
  const secure = { over: overHttps, agent: new HttpsAgent(kept) };
  const isPermitted = allowPrivate ? () => true : isPublic;
  const lookup = guardedLookup(lookUp, isPermitted);

  async function send(request: OutgoingRequest): Promise<Outcome> {
    const { method, url } = request;
    const flaw = destinationFlaw(url, allowPrivate);
    if (flaw) return failed(flaw, url);
    const { over, agent } = new URL(url).protocol === 'https:' ? secure : plain;
    const body = request.body === undefined ? undefined : Buffer.from(request.body);
    const headers = sentHeaders(request.headers, body);
    const limit = timeLimit(timeoutMs);
    const { signal, expire } = limit;
    const exchange = async (): Promise<Outcome> => {
      const how = { method, headers, agent, lookup, signal, maxHeaderSize: MAX_HEADER_BYTES };
      const answer = await ask(
        written(() => over(url, how)),
        { body, isPermitted, connectTimeoutMs, expire },
      );
      const { text, truncated } = await readBody(answer, maxResponseBytes);
      const contentType = answer.headers['content-type'];
      return { type: 'answered', status: answer.statusCode ?? 0, body: text, contentType, truncated };
    };
    try {
      return await limit.within(exchange());
    } catch (error) {
      return failureOf(signal.aborted ? signal.reason : error, url, 'no answer');
    } finally {
      limit.clear();
    }
  }

  return {
    send,
    close: () => {
      plain.agent.destroy();
      secure.agent.destroy();
    },
  };
}

/** Node throws at once what no header or method can hold. */
function written(make: () => ClientRequest): ClientRequest {
  try {
    return make();
  } catch (error) {
    throw new Stopped('not a request', error);
  }
}
