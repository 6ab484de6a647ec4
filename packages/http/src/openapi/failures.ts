import type { Route } from '../routes/route.ts';

/** What each failure says, whatever the route. */
export const meanings: Readonly<Record<number, string>> = {
  400: 'The request cannot be read, or names a run that is not open',
  401: 'No valid access token, or wrong credentials',
  403: 'Not permitted, or something depends on it',
  404: 'A thing that the request names does not exist',
  409: 'The identifier is taken',
  413: 'The body is larger than 1 MiB',
  415: 'The body is not JSON',
  422: 'The request does not match its schema, or the rules of runs refuse it',
  429: 'Too many requests',
  500: 'Something went wrong on this side',
  503: 'Try again in a moment',
};

/** Every failure that a route can answer with. */
export function failuresOf({ path, method, query, body, failures = [], ...route }: Route): number[] {
  const all = new Set<number>([...failures, 500]);
  if (!route.public) for (const status of [401, 422, 429]) all.add(status);
  if (path.includes(':')) for (const status of [400, 404]) all.add(status);
  if (query) all.add(422);
  if (body) for (const status of [400, 413, 415, 422]) all.add(status);
  if (!route.public && method !== 'GET') for (const status of [404, 503]) all.add(status);
  return [...all].sort();
}
