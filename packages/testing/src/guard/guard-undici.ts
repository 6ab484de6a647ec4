import { channel } from 'node:diagnostics_channel';
import { isPortHost, refusal } from './port-hosts.ts';

const created = 'undici:request:create';

interface Created {
  readonly request: { readonly origin?: string | URL; onError?(error: Error): void };
}

/**
 * Ends requests for the real Port before they are sent, by undici or by the `fetch` of Node that somebody has kept from before:
 * both tell of each. @returns ends the watch
 */
export function guardUndici(): () => void {
  const look = (message: unknown) => {
    const { request } = message as Created;
    const origin = String(request.origin ?? '');
    const host = URL.canParse(origin) ? new URL(origin).hostname : '';
    if (isPortHost(host)) request.onError?.(refusal(host));
  };
  channel(created).subscribe(look);
  return () => void channel(created).unsubscribe(look);
}
