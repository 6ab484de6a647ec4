import { type Program, startBerth } from './program.ts';

export const given = { BERTH_CLIENT_ID: 'an-id', BERTH_CLIENT_SECRET: 'a-secret-from-the-environment' };

export interface Server extends Program {
  readonly url: string;
}

/** A `berth serve` on a free port, in memory unless the args say otherwise, once it is ready; whoever asked for it stops it. */
export async function serving(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = given,
): Promise<Server> {
  const program = startBerth(['serve', '--port', '0', '--store', 'memory:', ...args], env);
  const [, url = ''] = await program.stdout.until(/^berth listening on (\S+)\n/);
  return { ...program, url };
}

export function post(url: string, body: object, token?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
}

export async function tokenFrom(
  url: string,
  clientId = given.BERTH_CLIENT_ID,
  clientSecret = given.BERTH_CLIENT_SECRET,
): Promise<string> {
  const response = await post(`${url}/v1/auth/access_token`, { clientId, clientSecret });
  const { accessToken = '' } = (await response.json()) as { accessToken?: string };
  return accessToken;
}
