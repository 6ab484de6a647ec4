import { request } from 'node:http';
import type { FakePort } from '../src/index.ts';

export interface LaneAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every route
  readonly body: any;
}

/** One way to ask a fake; rejects where no whole answer comes. */
export interface LaneClient extends AsyncDisposable {
  send(method: string, path: string, body?: object): Promise<LaneAnswer>;
}

export type LaneName = 'typed' | 'fetch' | 'http';

export const lanes: readonly LaneName[] = ['typed', 'fetch', 'http'];

export async function openLane(name: LaneName, port: FakePort): Promise<LaneClient> {
  if (name === 'typed') return { send: port.call, [Symbol.asyncDispose]: async () => {} };
  const token = (await port.call('POST', '/auth/access_token', port.credentials)).body.accessToken;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  if (name === 'http') {
    const listening = await port.listen();
    return {
      send: (method, path, body) => overHttp(`${listening.url}/v1${path}`, method, headers, body),
      [Symbol.asyncDispose]: listening.close,
    };
  }
  return {
    send: async (method, path, body) => {
      const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
      const response = await port.fetch(`${port.baseUrl}/v1${path}`, init);
      return { status: response.status, body: await response.json() };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** By Node's own client: the global `fetch` depends on what fake timers take away. */
function overHttp(url: string, method: string, headers: object, body?: object): Promise<LaneAnswer> {
  return new Promise((resolve, reject) => {
    const content = body && JSON.stringify(body);
    const length = content === undefined ? {} : { 'content-length': Buffer.byteLength(content) };
    const asking = request(url, { method, headers: { ...headers, ...length }, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        try {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) });
        } catch (error) {
          reject(error);
        }
      });
    });
    asking.on('error', reject);
    asking.end(content);
  });
}
