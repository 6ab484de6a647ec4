import type { Exchange, Reply } from '@berth/http';
import type { Built } from './built.ts';
import { MAX_PAGE_DEPTH } from './limits.ts';
import { replies } from './replies.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * Serves the one page under every path, and its assets beside the mount. The page refers to them by as many `../` as it is deep,
 * so it needs to know neither the mount nor what a proxy made of it.
 */
export function pagesOf({ page, assets }: Built): (exchange: Exchange) => Reply {
  const byDepth = Array.from({ length: MAX_PAGE_DEPTH }, (_, up) =>
    page.replaceAll('"./assets/', `"${up === 0 ? './' : '../'.repeat(up)}assets/`),
  );

  return ({ method, path, whole, query }) => {
    if (method !== 'GET' && method !== 'HEAD') return replies.wrongMethod(method, ['GET', 'HEAD']);
    const mount = withoutSlash(path, whole);
    if (mount !== undefined) return redirect(`./${mount}/`, query);
    const asset = assets.get(path);
    if (asset) return content(asset.type, IMMUTABLE, asset.text);
    const text = isOwnName(path) ? undefined : byDepth[path.split('/').length - 2];
    return text === undefined ? replies.notFound() : content('text/html; charset=utf-8', 'no-cache', text);
  };
}

/** What is below these names is never a page. */
export function isOwnName(path: string): boolean {
  return /^\/(?:assets|api|session)(?:\/|$)/.test(path);
}

/** The last segment of the mount, of a request for the mount itself that has no slash behind it. */
function withoutSlash(path: string, whole: string | undefined): string | undefined {
  if (whole === undefined || (path !== '/' && path !== '')) return undefined;
  const last = whole.slice(whole.lastIndexOf('/') + 1);
  return last === '' ? undefined : last;
}

/** @param place relative, so that it holds behind a proxy; begun with a dot, so that nothing in it can be a scheme or a host */
function redirect(place: `./${string}`, query: string): Reply {
  return { status: 302, headers: { location: query === '' ? place : `${place}?${query}` }, body: '' };
}

function content(type: string, caching: string, body: string): Reply {
  return { status: 200, headers: { 'content-type': type, 'cache-control': caching }, body };
}
