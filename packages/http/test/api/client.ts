import { randomUUID } from 'node:crypto';
import type { Credentials } from '../../src/index.ts';
import type { Answer, Api, Mounted, RequestOptions } from './api.ts';
import { credentials } from './credentials.ts';
import { checkInvariants, type Exchanged } from './invariants.ts';

/** A client of one mounted Berth, with a token of its own; every answer it gets is held against the global invariants. */
export async function clientOf(mounted: Mounted, own: Credentials = credentials): Promise<Api> {
  let token = '';

  async function request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const body = options.raw ?? (options.json === undefined ? undefined : JSON.stringify(options.json));
    const authorization = options.token === undefined ? token : options.token;
    const headers = {
      ...(authorization === null ? {} : { authorization: `Bearer ${authorization}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    };
    const received = await mounted.send({ method, path, headers, body });
    const exchanged: Exchanged = { method, path, received, secrets: [own.clientSecret, token] };
    return { ...received, json: checkInvariants(exchanged) };
  }

  const api: Api = {
    request,
    get: (path, options) => request('GET', path, options),
    post: (path, json, options) => request('POST', path, { json, ...options }),
    put: (path, json, options) => request('PUT', path, { json, ...options }),
    patch: (path, json, options) => request('PATCH', path, { json, ...options }),
    delete: (path, options) => request('DELETE', path, options),
    get token() {
      return token;
    },
  };
  token = (await api.post('/auth/access_token', own, { token: null })).json.accessToken;
  return api;
}

/** A name that no other case uses: cases share one server and must not see each other. */
export function unique(prefix: string): string {
  return `${prefix}-${randomUUID().slice(0, 8)}`;
}
