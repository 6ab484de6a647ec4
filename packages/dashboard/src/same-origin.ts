import type { Exchange } from '@berth/http';
import { isOwnAuthorization } from './own-authorization.ts';

/**
 * Whether a request may change something for whoever the browser is signed in as: it has to come from a page of this origin,
 * or from a program. Signing in counts, or a page elsewhere could sign its visitor in as somebody else.
 *
 * Browsers say where a request comes from: in `sec-fetch-site` on https and on the machine itself, else in `origin`, which
 * has the host that the page was loaded from; `none` is the person, who typed or reloaded. A request that has neither comes from
 * a program, or from a browser too old to be told apart from one. So it must show what no page can make a browser send, an
 * `Authorization` of its own; a cookie alone does not do.
 */
export function isSameOrigin({ header }: Exchange): boolean {
  const site = header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = header('origin');
  if (origin === undefined) return isOwnAuthorization(header('authorization'));
  const from = urlOf(origin);
  const to = from && urlOf(`${from.protocol}//${header('host') ?? ''}`);
  return from !== undefined && from.host !== '' && from.host === to?.host;
}

/** Undefined for "null" too, which is what a sandboxed page says it is. */
function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
