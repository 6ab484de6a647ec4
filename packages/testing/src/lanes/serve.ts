import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange, Reply } from '@berth/http';
import { nodeHandler } from '@berth/http/node';
import type { Front } from '../tenants/front.ts';
import type { Answered } from './answer.ts';

/** What is sent when the connection has been ended already: nothing, since nothing can be. */
const unsent: Reply<string> = { status: 500, headers: {}, body: '' };

/** Answers over Node's own server what the desk says, down to connections that end too early. */
export function httpLane(front: Front) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    response.once('close', () => gone.abort(new Error('the client is gone')));
    const answer = async (exchange: Exchange): Promise<Reply> => {
      const fullPath = (request.url ?? '/').split('?', 1)[0] ?? '/';
      const { method, path, query } = exchange;
      const headers = headersOf(request);
      try {
        const { desk, body } = await front(exchange);
        const said = await desk.answer('http', {
          method,
          path,
          fullPath,
          query,
          headers,
          body,
          signal: gone.signal,
        });
        if (said.kind === 'reset') return reset(request, response);
        if (said.cutAt !== undefined && !said.stream) return cut(response, said, said.cutAt);
        return { ...said, body: said.stream ?? said.body };
      } catch (error) {
        if (gone.signal.aborted) return unsent;
        // What keeps the fake from beginning is told to whoever asks.
        const message = error instanceof Error ? error.message : String(error);
        return { ...unsent, body: JSON.stringify({ ok: false, error: 'fake_failed', message }) };
      }
    };
    const mountable = { answer, serves: () => true, hasCredentials: true };
    await nodeHandler(mountable, { mount: '/v1' })(request, response);
  };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) all[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return all;
}

function reset(request: IncomingMessage, response: ServerResponse): Reply {
  request.socket.resetAndDestroy();
  response.destroy();
  return unsent;
}

/** Promises the whole body, and ends the connection within it. */
function cut(response: ServerResponse, { status, headers, body }: Answered, at: number): Reply {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.byteLength });
  response.write(bytes.subarray(0, at), () => response.destroy());
  return unsent;
}
