import type { ServerResponse } from 'node:http';
import type { Caller } from '@berth/core';
import type { Mountable } from '../berth.ts';
import type { Exchange } from '../protocol/exchange.ts';
import { bodyOf } from './body.ts';
import type { IncomingRequest } from './request.ts';
import { send } from './send.ts';

/** The host's own authentication; undefined for a caller it does not know. */
export type Identify<R> = (request: R) => Caller | undefined | Promise<Caller | undefined>;

export interface NodeMountOptions<R> {
  readonly identify?: Identify<R> | undefined;
  /** The path that Berth is found under, when no framework has cut it off: `/v1`. */
  readonly mount?: string | undefined;
  /** Hand requests that no route takes to the host instead of answering 404. */
  readonly fallthrough?: boolean | undefined;
}

/**
 * A handler for Node's own server, and for whatever is built on it.
 * @returns false when the request was left to the host
 */
export function nodeHandler<R extends IncomingRequest>(
  berth: Mountable,
  { identify, fallthrough, mount = '' }: NodeMountOptions<R> = {},
): (request: R, response: ServerResponse) => Promise<boolean> {
  return async (request, response) => {
    const exchange = exchangeOf(request, mount, identify);
    if (fallthrough && !berth.serves(exchange.method, exchange.path)) return false;
    await send(request, response, await berth.answer(exchange));
    return true;
  };
}

function exchangeOf<R extends IncomingRequest>(
  request: R,
  mount: string,
  identify: Identify<R> | undefined,
): Exchange {
  const asked = partsOf(request.url ?? '/');
  const path = below(mount, asked.path);
  const isOurs = path !== '' || asked.path === mount;
  return {
    method: request.method ?? 'GET',
    path,
    whole: isOurs ? partsOf(request.originalUrl ?? request.url ?? '/').path : undefined,
    query: asked.query,
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    body: () => bodyOf(request),
    identify: identify && (() => identify(request)),
  };
}

/** A request may name its whole address, as one through a proxy does. */
function partsOf(address: string): { readonly path: string; readonly query: string } {
  const url = address.replace(/^https?:\/\/[^/?]*/i, '');
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/** No route is found at "": what is not below the mount is nobody's. */
function below(mount: string, path: string): string {
  return path.startsWith(`${mount}/`) ? path.slice(mount.length) : '';
}
