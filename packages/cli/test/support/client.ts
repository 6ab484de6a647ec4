import { tokenFrom } from '../server.ts';

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what real clients read without asking either
  readonly body: any;
}

export interface Sent {
  readonly token?: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a first-party client does: a token, then calls with it. */
export interface Client {
  get(path: string, sent?: Sent): Promise<Answered>;
  post(path: string, json?: unknown, sent?: Sent): Promise<Answered>;
  put(path: string, json?: unknown, sent?: Sent): Promise<Answered>;
  patch(path: string, json?: unknown, sent?: Sent): Promise<Answered>;
  remove(path: string, sent?: Sent): Promise<Answered>;
  token(): Promise<string>;
}

export async function clientOf(url: string): Promise<Client> {
  const token = await tokenFrom(url);
  const call = async (method: string, path: string, sent: Sent): Promise<Answered> => {
    const response = await fetch(`${url}/v1${path}`, {
      method,
      headers: {
        authorization: sent.token ?? `Bearer ${token}`,
        ...(sent.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...sent.headers,
      },
      ...(sent.json === undefined ? {} : { body: JSON.stringify(sent.json) }),
    });
    return { status: response.status, body: await response.json() };
  };
  return {
    get: (path, sent = {}) => call('GET', path, sent),
    post: (path, json, sent = {}) => call('POST', path, { ...sent, json }),
    put: (path, json, sent = {}) => call('PUT', path, { ...sent, json }),
    patch: (path, json, sent = {}) => call('PATCH', path, { ...sent, json }),
    remove: (path, sent = {}) => call('DELETE', path, sent),
    token: () => tokenFrom(url),
  };
}
