import type { Target } from '../../src/target/target.ts';
import type { Answer } from '../../src/wire/answer.ts';

/** Asks a target with a token of its own. */
export type Caller = (method: string, path: string, json?: unknown) => Promise<Answer>;

export async function callerOf(target: Target): Promise<Caller> {
  let authorization: string | undefined;
  const call: Caller = async (method, path, json) => {
    const response = await target.send({
      method,
      path,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: json === undefined ? undefined : JSON.stringify(json),
    });
    return { ...response, json: JSON.parse(response.text), to: `${method} ${path}` };
  };
  const { json } = await call('POST', '/auth/access_token', target.credentials);
  authorization = `Bearer ${(json as { accessToken: string }).accessToken}`;
  return call;
}
