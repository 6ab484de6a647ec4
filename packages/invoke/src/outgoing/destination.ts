import { isIP } from 'node:net';
import { isPublic } from './address.ts';

export type DestinationFlaw = 'not a web address' | 'private destination';

/** Names that lead to this machine or to its provider, wherever they resolve to. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|localdomain|home\.arpa)$/;

/** What is wrong with a destination as far as its text tells. Where a name leads is seen when it is connected to. */
export function destinationFlaw(url: string, allowPrivate: boolean): DestinationFlaw | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.hostname === '') return 'not a web address';
  // Who reads `https://public.example@10.0.0.1/` takes it for what it is not.
  if (parsed.username !== '' || parsed.password !== '') return 'not a web address';
  if (allowPrivate) return undefined;
  const host = hostOf(parsed);
  const isPrivate = isIP(host) > 0 ? !isPublic(host) : PRIVATE_NAME.test(host);
  return isPrivate ? 'private destination' : undefined;
}

/** Without the brackets of IPv6, and without dots at the end, which change nothing about where a name leads. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '');
}
