import { channel } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { isPortHost, refusal } from './port-hosts.ts';

/** Told by Node itself of every request of `node:http` and `node:https`, however their functions were imported. */
const started = ['http.client.request.created', 'http.client.request.start'];

/** Ends requests for the real Port before they are sent; they emit an error that says why. @returns ends the watch */
export function guardNodeHttp(): () => void {
  const look = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    const host = hostsOf(request).find(isPortHost);
    if (host !== undefined && !request.destroyed) request.destroy(refusal(host, 'another client'));
  };
  for (const name of started) channel(name).subscribe(look);
  return () => {
    for (const name of started) channel(name).unsubscribe(look);
  };
}

/** Whom it is sent to, and whom that is to pass it on to, if it is a proxy. */
function hostsOf(request: ClientRequest): readonly string[] {
  const { method, path, host } = request;
  const to = String(host ?? request.getHeader('host') ?? '').replace(/:\d+$/, '');
  if (method === 'CONNECT') return [to, path.replace(/:\d+$/, '')];
  return URL.canParse(path) ? [to, new URL(path).hostname] : [to];
}
