import type { Mountable } from '@berth/http';
import { type NodeMountOptions, nodeHandler } from '@berth/http/node';
import type { Request, RequestHandler } from 'express';

export type ExpressMountOptions = NodeMountOptions<Request>;

/**
 * Berth as an Express middleware: `app.use('/v1', berthRouter(berth))`. Works under any path, before or behind a body parser,
 * in Express 4 and 5.
 * @throws TypeError when nothing could tell callers apart
 */
export function berthRouter(berth: Mountable, options: ExpressMountOptions = {}): RequestHandler {
  if (!options.identify && !berth.hasCredentials) {
    throw new TypeError(
      'berthRouter: pass identify(req), or give createBerth credentials; nobody could call it otherwise',
    );
  }
  const handle = nodeHandler<Request>(berth, options);
  return (request, response, next) => {
    handle(request, response).then((handled) => handled || next(), next);
  };
}
