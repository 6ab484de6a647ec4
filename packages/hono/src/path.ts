import type { Context } from 'hono';
import { routePath } from 'hono/route';

/** The path below the mount: as many segments are cut off as the mount has, whatever they were called in this request. */
export function pathBelowMount(c: Context): string {
  const path = rawPath(c);
  const mounted = routePath(c).split('/').length - 2;
  let at = 0;
  for (let skipped = 0; skipped < mounted && at !== -1; skipped += 1) at = path.indexOf('/', at + 1);
  return at === -1 ? '/' : path.slice(at);
}

/** As it came. Hono's own `c.req.path` is decoded once for matching, which would turn `%2525` into something else. */
export function rawPath({ req }: Context): string {
  if (!req.url.includes('%')) return req.path;
  const start = req.url.indexOf('/', req.url.indexOf('://') + 3);
  return /^[^?#]*/.exec(req.url.slice(start))?.[0] ?? '/';
}
