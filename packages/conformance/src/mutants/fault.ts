import type { Credentials, Target, WireRequest, WireResponse } from '../target/target.ts';
import type { Body } from '../wire/answer.ts';
import { isBody } from '../wire/answer.ts';
import type { Route } from './routes.ts';
import {
  type Asked,
  askedOf,
  isRefused,
  isTaken,
  pathOf,
  saidBy,
  saying,
  withJson,
  withQuery,
} from './wire.ts';

export type Send = (request: WireRequest, signal?: AbortSignal) => Promise<WireResponse>;

/** One thing gone wrong between a caller and what would have answered rightly. */
export type Fault = (send: Send) => Send;

/** Wraps targets into faults, the first one outermost. `make` is called for each target: a fault's memory is its own. */
export function faulty(make: (credentials: Credentials) => readonly Fault[]): (target: Target) => Target {
  const wrap = (target: Target): Target => {
    // Without `sendTogether` all go through `send`, and so through the fault.
    const { sendTogether: _, open, ...rest } = target;
    const right: Send = (request, signal) => target.send(request, signal);
    const send = make(target.credentials).reduceRight((inner, fault) => fault(inner), right);
    if (!open) return { ...rest, send };
    return { ...rest, send, open: async (conditions) => wrap(await open.call(target, conditions)) };
  };
  return wrap;
}

export type Ask = (request: WireRequest) => Promise<WireResponse>;
type Routes = Route | readonly Route[];

/** Answers in place of these routes; `ask` asks what is behind. */
export function on(routes: Routes, answer: (asked: Asked, ask: Ask) => Promise<WireResponse>): Fault {
  return (send) => (request, signal) => {
    for (const { method, path } of [routes].flat()) {
      const names = method === request.method ? path.exec(pathOf(request)) : null;
      if (names) return answer(askedOf(request, names.slice(1)), (each) => send(each, signal));
    }
    return send(request, signal);
  };
}

/** Hands on another JSON body than was sent; what is no object is handed on as it is. */
export function bodyTo(routes: Routes, change: (body: Body, asked: Asked) => unknown): Fault {
  return on(routes, (asked, ask) =>
    ask(isBody(asked.json) ? withJson(asked.request, change(asked.json, asked)) : asked.request),
  );
}

/** Hands on another query than was sent. */
export function queryTo(routes: Routes, change: (query: URLSearchParams) => void): Fault {
  return on(routes, (asked, ask) => ask(withQuery(asked, change)));
}

/** Says something else than the target did where it took a request. */
export function replyOf(routes: Routes, change: (body: Body, asked: Asked) => unknown): Fault {
  return on(routes, async (asked, ask) => {
    const response = await ask(asked.request);
    return isTaken(response) ? saying(response, change(saidBy(response), asked)) : response;
  });
}

/** Answers otherwise where the target refuses; nothing else of the request is changed. */
export function refusalOf(
  routes: Routes,
  answer: (asked: Asked, ask: Ask, refusal: WireResponse) => Promise<WireResponse>,
): Fault {
  return on(routes, async (asked, ask) => {
    const response = await ask(asked.request);
    return isRefused(response) ? answer(asked, ask, response) : response;
  });
}
