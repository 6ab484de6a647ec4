/** How a backend gets to Port (or Berth); what a fake hands out as `fetch`, `baseUrl` and `credentials`. */
export interface PortAccess {
  readonly fetch: typeof fetch;
  /** Without `/v1`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the examples look at in Port's answers. */
interface Answer {
  readonly accessToken: string;
  readonly message: string;
  readonly run: { readonly id: string; readonly status: string };
  readonly runs: readonly { readonly id: string }[];
  readonly runLogs: readonly { readonly message: string }[];
}

/** Exchanges the credentials for a token, and answers with a function that calls Port with it; refusals are thrown. */
export async function signIn({ fetch, baseUrl, clientId, clientSecret }: PortAccess) {
  let token = '';
  const call = async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${baseUrl}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Answer;
    if (!response.ok) throw new Error(`${method} ${path}: ${answer.message}`);
    return answer;
  };
  token = (await call('POST', '/auth/access_token', { clientId, clientSecret })).accessToken;
  return call;
}
