const NAME = 'berth_session';

/** An access token is all that its value may be. Of several the first counts: it has the longest path. */
const NAMED = new RegExp(`(?:^|; *)${NAME}=([\\w-]+\\.[\\w-]+\\.[\\w-]+) *(?:;|$)`);

/** The access token in a `Cookie` header. */
export function tokenInCookies(header: string | undefined): string | undefined {
  return NAMED.exec(header ?? '')?.[1];
}

/**
 * A cookie for the folder of the request that asks for it, which is the mount, whatever a proxy calls it: without Path that is
 * the default. A prefix such as `__Host-` would want another path, and https.
 * @param origin of the request, as the browser says it: whatever is not plain http is https, with no need to trust a proxy's word
 */
export function cookieOf(token: string, seconds: number, origin: string | undefined): string {
  const secure = origin?.toLowerCase().startsWith('http:') ? '' : '; Secure';
  return `${NAME}=${token}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
}
