import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply, Stream } from '../protocol/exchange.ts';
import { pump } from '../protocol/pump.ts';

/** Writes a reply; headers that the host has set stay. Resolves when it is written, a stream when it has ended. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Reply,
): Promise<void> {
  // The client is gone, or the host has answered already.
  if (response.headersSent || response.destroyed) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) {
    // Beside those that the host has set.
    if (name === 'set-cookie') response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  if (typeof body === 'string' && status !== 204)
    response.setHeader('content-length', Buffer.byteLength(body));
  // What is left of a body that was too large stays unread, so nothing else could come over this connection.
  if (request.isPaused()) response.setHeader('connection', 'close');
  if (request.method === 'HEAD') response.end();
  else if (typeof body === 'string') response.end(body);
  else await sendStream(response, body);
}

function sendStream(response: ServerResponse, stream: Stream): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  // A reader may have to wait for the first event.
  response.flushHeaders();
  const write = (piece: string) =>
    new Promise<void>((resolve) => {
      if (response.write(piece)) resolve();
      else response.once('drain', resolve);
    });
  // What has been written goes out with the next tick, and would be lost.
  const cut = () => void setImmediate(() => response.destroy());
  const sink = { write, end: () => response.end(), cut };
  return pump(stream, sink, gone);
}
