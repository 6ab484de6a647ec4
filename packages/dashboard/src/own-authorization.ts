import type { Exchange } from '@berth/http';

/** Those that a browser sends by itself once somebody has logged in to the host or to a proxy in front. */
const BROWSERS_OWN = /^(?:basic|digest|negotiate|ntlm) /i;

/** Whether the client itself has put in an `Authorization`: no page can make a browser do so for another site. */
export function isOwnAuthorization(header: ReturnType<Exchange['header']>): boolean {
  return header !== undefined && header !== '' && !BROWSERS_OWN.test(`${header} `);
}
