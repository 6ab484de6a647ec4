import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from '../protocol/exchange.ts';

/** Writes a reply in one piece; headers that the host has set stay. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Reply,
): void {
  // The client is gone, or the host has answered already.
  if (response.headersSent || response.destroyed) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('content-length', Buffer.byteLength(body));
  // What is left of a body that was too large stays unread, so nothing else could come over this connection.
  if (request.isPaused()) response.setHeader('connection', 'close');
  response.end(request.method === 'HEAD' ? undefined : body);
}
