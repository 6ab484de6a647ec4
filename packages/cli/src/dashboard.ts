import type { RequestListener } from 'node:http';
import { dashboard } from '@berth/dashboard';
import type { Berth } from '@berth/http';
import { nodeHandler } from '@berth/http/node';

/** Shows the dashboard at `/`, and leaves to the API what is below `/v1` and what no page takes. */
export function withDashboard(api: RequestListener, berth: Berth): RequestListener {
  const show = nodeHandler(dashboard(berth), { fallthrough: true });
  return (request, response) => {
    // A request may name its whole address.
    if (/^(?:https?:\/\/[^/?]*)?\/v1(?:[/?]|$)/.test(request.url ?? '')) api(request, response);
    else void show(request, response).then((shown) => shown || api(request, response));
  };
}
