import type { WireRequest, WireResponse } from '../target/target.ts';
import type { Allowance } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import { jsonBody } from './request-body.ts';
import { type Reply, type Route, routesAt } from './route.ts';
import type { Tokens } from './tokens.ts';
import { newTraceId, type World } from './world.ts';

export interface ApiParts {
  readonly world: World;
  readonly tokens: Tokens;
  readonly limit: (caller: string) => Allowance;
  readonly routes: readonly Route[];
}

/** The routes behind one door: who is asking and how often is settled before what is asked. */
export function api({ world, tokens, limit, routes }: ApiParts) {
  async function answered(
    request: WireRequest,
  ): Promise<Reply & { headers?: Readonly<Record<string, string>> }> {
    const { path, query } = addressed(request.path);
    if (request.method === 'POST' && path === '/auth/access_token') {
      return tokens.exchange(await jsonBody(request));
    }
    const by = tokens.bearerOf(request.headers.authorization);
    if (by === undefined)
      return refused(new Refusal(401, 'unauthorized', 'A valid access token is required'));
    const { allowed, headers } = limit(by);
    if (!allowed) return { ...refused(new Refusal(429, 'too_many_requests', 'Too many requests')), headers };
    return { ...(await handled(request, path, query, by).catch(refused)), headers };
  }

  async function handled(
    request: WireRequest,
    path: string,
    query: URLSearchParams,
    by: string,
  ): Promise<Reply> {
    const found = routesAt(routes, path.slice(1).split('/').map(decoded));
    if (found.length === 0) throw new Refusal(404, 'not_found', 'There is no such route');
    const match = found.find(({ route }) => route.method === request.method);
    if (!match) throw new Refusal(405, 'method_not_allowed', `${request.method} is not possible here`);
    const body = request.method === 'GET' ? undefined : await jsonBody(request);
    return match.route.handle({ world, by, params: match.params, query, body });
  }

  return async (request: WireRequest): Promise<WireResponse> => {
    const { status, body, headers } = await answered(request).catch(refused);
    return {
      status,
      headers: { 'content-type': 'application/json; charset=utf-8', 'x-trace-id': newTraceId(), ...headers },
      text: JSON.stringify(body),
    };
  };
}

function refused(error: unknown): Reply & { headers?: never } {
  // What went wrong inside is nobody's business outside.
  const { status, code, message } =
    error instanceof Refusal ? error : new Refusal(500, 'internal_error', 'Something went wrong');
  return { status, body: { ok: false, error: code, message } };
}

function addressed(address: string): { path: string; query: URLSearchParams } {
  const at = address.indexOf('?');
  const path = at < 0 ? address : address.slice(0, at);
  return {
    path: path.length > 1 ? path.replace(/\/$/, '') : path,
    query: new URLSearchParams(at < 0 ? '' : address.slice(at + 1)),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal(400, 'bad_request', 'The path is not properly encoded');
  }
}
