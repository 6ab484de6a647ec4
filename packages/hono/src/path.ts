import type { Context } from 'hono';
import { routePath } from 'hono/route';

/**
 * The path below the mount, as it came. Hono's own `c.req.path` is decoded once for matching, which would turn `%2525` into
 * something else; so the raw path is cut by as many segments as the mount has, whatever they were called in this request.
 */
export function pathBelowMount(c: Context): string {
  const { url } = c.req;
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const path = start === -1 ? '/' : (/^[^?#]*/.exec(url.slice(start))?.[0] ?? '/');
  const mounted = routePath(c).split('/').length - 2;
  let at = 0;
  for (let skipped = 0; skipped < mounted && at !== -1; skipped += 1) at = path.indexOf('/', at + 1);
  return at === -1 ? '/' : path.slice(at);
}
