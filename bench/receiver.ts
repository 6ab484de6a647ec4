import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes whatever is sent, and answers `{"ok":true}`. */
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'));
});
server.keepAliveTimeout = 60_000;
process.on('message', () => {
  const answer = () => process.send?.((server.address() as AddressInfo).port);
  if (server.listening) answer();
  else server.listen(0, '127.0.0.1', answer);
});
