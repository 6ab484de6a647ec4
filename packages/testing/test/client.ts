import type { FakePort } from '../src/index.ts';

/** What a backend under test would do: sign in, then call. */
export async function clientOf({
  fetch,
  baseUrl,
  credentials,
}: Pick<FakePort, 'fetch' | 'baseUrl' | 'credentials'>) {
  const call = async (method: string, path: string, body?: object, token?: string) => {
    const response = await fetch(`${baseUrl}/v1${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Answer;
    return { status: response.status, traceId: response.headers.get('x-trace-id'), answer };
  };
  const { answer } = await call('POST', '/auth/access_token', credentials);
  return (method: string, path: string, body?: object) => call(method, path, body, answer.accessToken);
}

interface Answer {
  readonly ok: boolean;
  readonly error: string;
  readonly message: string;
  readonly accessToken: string;
  readonly run: { readonly id: string; readonly createdAt: string } & Record<string, unknown>;
  readonly runs: readonly { readonly id: string }[];
  readonly runLog: { readonly id: string };
}
