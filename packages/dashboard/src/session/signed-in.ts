import type { Exchange } from '@berth/http';
import { isOwnAuthorization } from '../own-authorization.ts';
import { tokenInCookies } from './cookie.ts';

/**
 * The request with what its cookie holds as an `Authorization`, unless the host or the client itself says who it is. Where a
 * request comes from has to be asked of the one before.
 */
export function signedIn(exchange: Exchange): Exchange {
  const { header, identify } = exchange;
  if (identify || isOwnAuthorization(header('authorization'))) return exchange;
  const token = tokenInCookies(header('cookie'));
  if (token === undefined) return exchange;
  return { ...exchange, header: (name) => (name === 'authorization' ? `Bearer ${token}` : header(name)) };
}
