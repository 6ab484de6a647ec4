import type { Berth, Body, Exchange, Reply } from '@berth/http';
import { replies } from '../replies.ts';
import { failures } from './failures.ts';

const PATH = '/auth/access_token';

/** Whether the API would be asked for a token, which must not be a way around the limit of failures. */
export function asksForToken({ method }: Exchange, path: string): boolean {
  return method === 'POST' && (path === PATH || path === `${PATH}/`);
}

/** Asks the API for a token with the credentials in a request's body, unless too many have failed with that client id. */
export function tokensOf(
  berth: Pick<Berth, 'answer'>,
  now: () => Date,
): (exchange: Exchange) => Promise<Reply> {
  const failed = failures(now);
  return async (exchange) => {
    const body = await exchange.body();
    const client = clientIn(body);
    const seconds = client === undefined ? 0 : failed.begin(client);
    if (seconds > 0) return replies.tooManyFailures(seconds);
    const reply = await berth.answer({
      ...exchange,
      path: PATH,
      query: '',
      body: async () => body,
    });
    if (client !== undefined && reply.status !== 401) failed.forgive(client);
    return reply;
  };
}

/** Undefined when there is none; the API says what is wrong then. */
function clientIn(body: Body): string | undefined {
  try {
    const value = body.kind === 'bytes' ? JSON.parse(new TextDecoder().decode(body.bytes)) : undefined;
    const { clientId } = body.kind === 'parsed' ? body.value : value;
    return typeof clientId === 'string' ? clientId : undefined;
  } catch {
    return undefined;
  }
}
