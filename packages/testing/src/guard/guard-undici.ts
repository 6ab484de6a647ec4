import { channel } from 'node:diagnostics_channel';
import { isPortHost, refusal } from './port-hosts.ts';

const created = 'undici:request:create';

interface Created {
  readonly request: {
    readonly origin?: string | URL;
    /** Up to undici 7. */
    onError?(error: Error): void;
    /** From undici 8 on. */
    onResponseError?(error: Error): void;
  };
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
    if (!isPortHost(host)) return;
    const error = refusal(host, 'another client');
    if (request.onError) request.onError(error);
    else request.onResponseError?.(error);
  };
  channel(created).subscribe(look);
  return () => void channel(created).unsubscribe(look);
}
