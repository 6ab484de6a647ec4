import { callerOf } from '../auth/caller.ts';
import type { Allowance } from '../auth/rate-limiter.ts';
import type { Call, Context, Route } from '../routes/route.ts';
import { bodyProblem, queryProblem } from '../validation/requests.ts';
import { readContent } from './content.ts';
import type { Exchange, Reply } from './exchange.ts';
import { problems } from './problems.ts';
import { parseQuery } from './query.ts';
import { textProblem } from './text.ts';

/** What handling a request takes beyond the request. */
export interface Handling {
  readonly context: Context;
  readonly allow: ((caller: string) => Allowance) | undefined;
}

/**
 * The way of one request that has a route: caller → allowance → query → body → handler. Who is calling is settled before
 * anything else is looked at, so a stranger learns nothing; each step narrows what the next one sees.
 */
export async function handle(
  { context, allow }: Handling,
  exchange: Exchange,
  route: Route,
  params: Call['params'],
): Promise<Reply> {
  if (route.public) return perform(exchange, { route, params, context, caller: { id: 'anonymous' } });
  const caller = await callerOf(exchange, context.tokens);
  if (!caller) return problems.unauthorized();
  const allowance = allow?.(caller.id);
  const reply =
    allowance && !allowance.allowed
      ? problems.tooMany(allowance.seconds)
      : await perform(exchange, { route, params, context, caller });
  return allowance ? { ...reply, headers: { ...reply.headers, ...allowance.headers } } : reply;
}

type Subject = Pick<Call, 'params' | 'context' | 'caller'> & { readonly route: Route };

async function perform(exchange: Exchange, { route, params, context, caller }: Subject): Promise<Reply> {
  const query = parseQuery(exchange.query);
  const problem =
    textProblem(params, 'path') ??
    textProblem(query, 'query') ??
    (route.query && queryProblem(route.query, query));
  if (problem !== undefined) return problems.invalid(problem);
  if (!route.body) return route.handle({ params, query, body: undefined, caller, context });
  const content = await readContent(exchange);
  if ('refused' in content) return content.refused;
  const body = content.value === undefined && route.bodyOptional ? {} : content.value;
  const flaw = bodyProblem(route.body, body);
  if (flaw !== undefined) return problems.invalid(flaw);
  return route.handle({ params, query, body, caller, context });
}
