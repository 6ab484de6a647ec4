import type { Connection } from '../session/connection.ts';
import type { Client } from '../wire/client.ts';

/** The requests of one purpose. */
export function clientOf({ ask, askTogether }: Connection, purpose: string): Client {
  const client: Client = {
    request: (method, path, options) => ask(purpose, { method, path, ...options }),
    get: (path, options) => client.request('GET', path, options),
    post: (path, json, options) => client.request('POST', path, { json, ...options }),
    put: (path, json, options) => client.request('PUT', path, { json, ...options }),
    patch: (path, json, options) => client.request('PATCH', path, { json, ...options }),
    delete: (path, options) => client.request('DELETE', path, options),
    together: (calls) => askTogether(purpose, calls),
  };
  return client;
}
