import { channel } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { isPortHost, refusal } from './port-hosts.ts';

/** Told by Node itself of every request of `node:http` and `node:https`, however their functions were imported. */
const started = ['http.client.request.created', 'http.client.request.start'];

/** Ends requests for the real Port before they are sent; they emit an error that says why. @returns ends the watch */
export function guardNodeHttp(): () => void {
  const look = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    const host = String(request.host ?? request.getHeader('host') ?? '').replace(/:\d+$/, '');
    if (isPortHost(host) && !request.destroyed) request.destroy(refusal(host));
  };
  for (const name of started) channel(name).subscribe(look);
  return () => {
    for (const name of started) channel(name).unsubscribe(look);
  };
}
