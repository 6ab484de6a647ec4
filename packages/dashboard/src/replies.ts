import { failure, type Reply } from '@berth/http';

/** What can be wrong with a request before the API is asked. */
export const replies = {
  notFound: () => failure(404, 'not_found', 'The dashboard has nothing here'),
  wrongMethod: (method: string, allowed: readonly string[]) =>
    failure(405, 'method_not_allowed', `${method} is not allowed here; use ${allowed.join(', ')}`, {
      allow: allowed.join(', '),
    }),
  crossSite: () =>
    failure(
      403,
      'cross_site_request',
      "This does not come from the dashboard's own pages; a program sends its access token as a Bearer, and a proxy in front has to pass the Host header on",
    ),
  hostSignsIn: () =>
    failure(404, 'not_found', 'The server that this dashboard is part of has a login of its own'),
  tooManyFailures: (seconds: number) =>
    failure(
      429,
      'rate_limit_exceeded',
      `Too many sign-ins with this client id have failed; try again in ${seconds} s`,
      { 'retry-after': String(seconds) },
    ),
} satisfies Record<string, (...facts: never[]) => Reply>;
