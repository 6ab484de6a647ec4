import type { IncomingMessage, RequestListener } from 'node:http';
import { dashboard } from '@berth/dashboard';
import type { Berth } from '@berth/http';
import { nodeHandler } from '@berth/http/node';

/** Shows the dashboard at `/`, and leaves to the API what is below `/v1` and what no page takes. */
export function withDashboard(api: RequestListener, berth: Berth): RequestListener {
  const show = nodeHandler(dashboard(berth), { fallthrough: true });
  return (request, response) => {
    if (isForApi(request)) api(request, response);
    else void show(request, response).then((shown) => shown || api(request, response));
  };
}

/** Also what a program asks for that has forgotten the `/v1`: it is told so, rather than given a page. */
function isForApi({ url = '/', headers }: IncomingMessage): boolean {
  // A request may name its whole address.
  const path = url.replace(/^https?:\/\/[^/?]*/, '');
  if (/^\/v1(?:[/?]|$)/.test(path)) return true;
  const isShown = /^\/(?:$|\?|(?:assets|api|session)(?:[/?]|$))/.test(path);
  return !isShown && !headers.accept?.includes('text/html');
}
