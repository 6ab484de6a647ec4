import { once } from 'node:events';
import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as SecureAgent } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { apiBase } from './address.ts';
import type { Credentials, Target, WireRequest, WireResponse } from './target.ts';

/** Time for what was written so far to arrive before the last bytes are let go. */
const LAST_BYTE_PAUSE = 25;
/** No list of runs is near it; an answer without an end must not fill the memory. */
const LARGEST_ANSWER = 16 * 1024 * 1024;

/** A server at an address. Node's own client, since it sends a path as it is: `fetch` would tidy `..` away. */
export function urlTarget(address: string, credentials: Credentials): Target {
  const base = apiBase(address);
  const secure = base.protocol === 'https:';
  const agent = secure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });

  /** Opens the request and writes nothing of its body. */
  function open({ method, path, headers, body }: WireRequest, signal?: AbortSignal): ClientRequest {
    const length =
      body === undefined || isStream(body) ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = {
      method,
      agent,
      host: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port || (secure ? 443 : 80),
      path: base.pathname + path,
      headers: { ...length, ...headers },
      ...(signal ? { signal } : {}),
    };
    const request = secure ? httpsRequest(options) : httpRequest(options);
    // Whoever waits for the answer hears of a failure; a server may also answer before it has read all of a body.
    request.on('error', () => {});
    return request;
  }

  return {
    name: base.href.replace(/\/v1$/, ''),
    credentials,
    send: async (sent, signal) => {
      const request = open(sent, signal);
      const answer = answerTo(request);
      // It may fail while the body is still written, when nobody waits for it yet.
      answer.catch(() => {});
      await write(request, sent.body);
      return answer;
    },
    sendTogether: async (all) => {
      const held = all.map((sent) => {
        const request = open(sent);
        const answer = answerTo(request);
        // It may fail before the last bytes are let go, when nobody waits for it yet.
        answer.catch(() => {});
        const bytes = Buffer.from(
          typeof sent.body === 'string' || sent.body instanceof Uint8Array ? sent.body : '',
        );
        if (bytes.length > 1) request.write(bytes.subarray(0, -1));
        return { answer, release: () => request.end(bytes.subarray(-1)) };
      });
      await delay(LAST_BYTE_PAUSE);
      for (const { release } of held) release();
      return Promise.allSettled(held.map(({ answer }) => answer));
    },
    close: async () => agent.destroy(),
  };
}

function isStream(body: WireRequest['body']): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && Symbol.asyncIterator in body;
}

async function write(request: ClientRequest, body: WireRequest['body']): Promise<void> {
  if (!isStream(body)) {
    request.end(body);
    return;
  }
  let answered = false;
  request.once('response', () => {
    answered = true;
  });
  for await (const chunk of body) {
    if (answered || request.destroyed) break;
    if (!request.write(chunk)) await firstOf(request, ['drain', 'close', 'response']);
  }
  request.end();
}

async function firstOf(request: ClientRequest, events: readonly string[]): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race(events.map((event) => once(request, event, { signal }).catch(() => {})));
  over.abort();
}

function answerTo(request: ClientRequest): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      textOf(response).then((text) => resolve(responseOf(response, text)), reject);
    });
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > LARGEST_ANSWER) throw new Error(`an answer of more than ${LARGEST_ANSWER} bytes`);
  }
  return Buffer.concat(chunks).toString();
}

function responseOf(response: IncomingMessage, text: string): WireResponse {
  const headers = Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers), text };
}
