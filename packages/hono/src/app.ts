import { type Caller, type Exchange, type Mountable, streamBody } from '@berth/http';
import { type Context, type Env, Hono } from 'hono';
import { bodyOf } from './body.ts';
import { pathBelowMount, rawPath } from './path.ts';

export interface HonoMountOptions<E extends Env> {
  /** The host's own authentication; undefined for a caller it does not know. */
  readonly identify?: ((c: Context<E>) => Caller | undefined | Promise<Caller | undefined>) | undefined;
  /** Hand requests that no route takes to the host instead of answering 404. */
  readonly fallthrough?: boolean | undefined;
}

/**
 * Berth as a Hono app: `app.route('/v1', berthApp(berth))`, under any path; its `fetch` is a handler of its own.
 * @throws TypeError when nothing could tell callers apart
 */
export function berthApp<E extends Env = Env>(berth: Mountable, options: HonoMountOptions<E> = {}): Hono<E> {
  const { identify, fallthrough } = options;
  if (!identify && !berth.hasCredentials) {
    throw new TypeError(
      'berthApp: pass identify(c), or give createBerth credentials; nobody could call it otherwise',
    );
  }
  const app = new Hono<E>();
  app.all('/*', async (c, next) => {
    const exchange = exchangeOf(c, identify);
    if (fallthrough && !berth.serves(exchange.method, exchange.path)) return next();
    const { status, headers, body } = await berth.answer(exchange);
    const { 'set-cookie': cookie, ...others } = headers;
    // Beside those that the host has set.
    if (cookie !== undefined) c.header('set-cookie', cookie, { append: true });
    // The rest of a body that declared no length was not read, so the connection cannot be used again.
    const cut = status === 413 && c.req.header('content-length') === undefined;
    const sent = cut ? { ...others, connection: 'close' } : others;
    // A stream that nobody reads must not be begun.
    if (status === 204 || (c.req.method === 'HEAD' && typeof body !== 'string'))
      return c.body(null, status as 200, sent);
    return c.body(typeof body === 'string' ? body : streamBody(body), status as 200, sent);
  });
  return app;
}

function exchangeOf<E extends Env>(c: Context<E>, identify: HonoMountOptions<E>['identify']): Exchange {
  const { url } = c.req;
  const mark = url.indexOf('?');
  return {
    method: c.req.method,
    path: pathBelowMount(c),
    whole: rawPath(c),
    query: mark === -1 ? '' : url.slice(mark + 1),
    header: (name) => c.req.header(name),
    body: () => bodyOf(c),
    identify: identify && (() => identify(c)),
  };
}
