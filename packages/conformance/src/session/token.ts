import { Untestable } from '../check/finding.ts';
import type { Credentials } from '../target/target.ts';
import { type Answer, isBody } from '../wire/answer.ts';

/** Before a token expires, in milliseconds, another one is asked for. */
const MARGIN = 60_000;

/** A token while it is good, and another one when it is about to expire. */
export function tokenSource(
  credentials: Credentials,
  exchange: (body: { clientId: string; clientSecret: string }) => Promise<Answer>,
  learn: (token: string) => void,
): () => Promise<string> {
  if ('token' in credentials) {
    learn(credentials.token);
    return async () => credentials.token;
  }
  let current: { readonly token: Promise<string>; goodUntil: number } | undefined;
  const issue = () => {
    const issued = { token: fetchToken(), goodUntil: Number.POSITIVE_INFINITY };
    async function fetchToken(): Promise<string> {
      const { clientId, clientSecret } = credentials as { clientId: string; clientSecret: string };
      const answer = await exchange({ clientId, clientSecret });
      const { accessToken, expiresIn } = isBody(answer.json) ? answer.json : {};
      if (answer.status !== 200 || typeof accessToken !== 'string')
        throw new Untestable(`no token: the exchange of credentials was answered with ${answer.status}`);
      learn(accessToken);
      issued.goodUntil =
        Date.now() + (typeof expiresIn === 'number' ? expiresIn * 1_000 : MARGIN * 2) - MARGIN;
      return accessToken;
    }
    issued.token.catch(() => {
      if (current === issued) current = undefined;
    });
    return issued;
  };
  return () => {
    if (!current || Date.now() > current.goodUntil) current = issue();
    return current.token;
  };
}
