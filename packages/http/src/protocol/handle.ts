import type { Caller, RequestKey } from '@berth/core';
import { callerOf } from '../auth/caller.ts';
import type { Allowance } from '../auth/rate-limiter.ts';
import type { Call, Context, Route } from '../routes/route.ts';
import { bodyProblem, queryProblem } from '../validation/requests.ts';
import { readContent } from './content.ts';
import type { Exchange, Reply } from './exchange.ts';
import { problems } from './problems.ts';
import { parseQuery } from './query.ts';
import { readKey } from './request-key.ts';
import { textProblem } from './text.ts';

/** What handling a request takes beyond the request. */
export interface Handling {
  readonly context: Context;
  readonly allow: ((caller: string) => Allowance) | undefined;
}

/** A request's route, and what the path says; without params when it says it in broken percent-encoding. */
export interface Routed {
  readonly route: Route;
  readonly params: Call['params'] | undefined;
}

/**
 * The way of one request that has a route: caller → allowance → path and query → body → key → handler. Who is calling is settled
 * before anything else is looked at, so a stranger learns nothing; each step narrows what the next one sees.
 */
export async function handle(
  { context, allow }: Handling,
  exchange: Exchange,
  { route, params }: Routed,
): Promise<Reply> {
  const caller = route.public ? { id: 'anonymous' } : await callerOf(exchange, context.tokens);
  if (!caller) return problems.unauthorized();
  const allowance = route.public ? undefined : allow?.(caller.id);
  if (allowance && !allowance.allowed) return counted(problems.tooMany(allowance.seconds), allowance);
  const reply = await perform(exchange, route, params, caller, context);
  return allowance ? counted(reply, allowance) : reply;
}

function counted({ status, headers, body }: Reply, allowance: Allowance): Reply {
  return { status, headers: Object.assign({}, headers, allowance.headers), body };
}

/** Path, query and body must each be as their schema has it; then it is the handler's turn. */
async function perform(
  exchange: Exchange,
  route: Route,
  params: Call['params'] | undefined,
  caller: Caller,
  context: Context,
): Promise<Reply> {
  if (!params) return problems.malformedPath();
  const live = {
    lastEventId: exchange.header('last-event-id'),
    again: () => callerOf(exchange, context.tokens),
  };
  const query = parseQuery(exchange.query);
  const problem =
    textProblem(params, 'path') ??
    textProblem(query, 'query') ??
    (route.query && queryProblem(route.query, query));
  if (problem !== undefined) return problems.invalid(problem);
  const { source = 'API' } = exchange;
  const call = (body: unknown, key?: RequestKey): Call => ({
    params,
    query,
    body,
    caller,
    key,
    source,
    live,
    context,
  });
  if (!route.body) return route.handle(call(undefined));
  const content = await readContent(exchange);
  if ('refused' in content) return content.refused;
  const body = content.value === undefined && route.bodyOptional ? {} : content.value;
  const flaw = bodyProblem(route.body, body);
  if (flaw !== undefined) return problems.invalid(flaw);
  const key = route.repeatable && exchange.header('idempotency-key');
  if (key === undefined) return route.handle(call(body));
  const keyed = await readKey(key, route, caller, { params, query, body });
  if ('refused' in keyed) return keyed.refused;
  return route.handle(call(body, keyed.key));
}
