import type { RequestListener } from 'node:http';
import type { Store } from '@berth/core';

/** Answers the probes, and hands on the rest. Alive is whoever answers at all; ready is whose store answers too. */
export function withHealth(handle: RequestListener, store: Store): RequestListener {
  return (request, response) => {
    const [, probe] = /^\/(healthz|readyz)(?:\?|$)/.exec(request.url ?? '') ?? [];
    if (probe === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) {
      handle(request, response);
      return;
    }
    const answer = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
        .end(JSON.stringify(body));
    const asked = probe === 'readyz' ? store.receipt('ready') : Promise.resolve();
    asked.then(
      () => answer(200, { ok: true }),
      () => answer(503, { ok: false, error: 'unavailable', message: 'The storage cannot be reached' }),
    );
  };
}
