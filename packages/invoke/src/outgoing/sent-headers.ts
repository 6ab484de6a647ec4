import type { OutgoingRequest } from './outcome.ts';

/** What belongs to the connection is ours to say: configured, it is left out. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export function sentHeaders(
  headers: OutgoingRequest['headers'],
  body: Uint8Array | undefined,
): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name.toLowerCase()));
  return {
    ...Object.fromEntries(kept),
    ...(body && { 'content-length': String(body.length) }),
  };
}
