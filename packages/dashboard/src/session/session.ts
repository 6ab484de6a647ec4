import { type Berth, type Caller, type Exchange, type Reply, success } from '@berth/http';
import { replies } from '../replies.ts';
import { isSameOrigin } from '../same-origin.ts';
import { cookieOf } from './cookie.ts';
import { signedIn } from './signed-in.ts';

export interface SessionOptions {
  readonly berth: Pick<Berth, 'answerCaller'>;
  readonly askForToken: (exchange: Exchange) => Promise<Reply>;
  readonly signInUrl: string | undefined;
}

/** `/session`: who is looking, signing in, signing out. */
export function sessionOf({ berth, askForToken, signInUrl }: SessionOptions) {
  return async (exchange: Exchange): Promise<Reply> => {
    const { method, identify } = exchange;
    // Who tells people apart: the host that this is mounted in, or the credentials of the API.
    const signIn = identify ? 'host' : 'credentials';
    if (method === 'GET' || method === 'HEAD')
      return berth.answerCaller(signedIn(exchange), 'getSession', (caller) => session(caller, signIn));
    if (method !== 'POST' && method !== 'DELETE')
      return replies.wrongMethod(method, ['GET', 'POST', 'DELETE']);
    if (!isSameOrigin(exchange)) return replies.crossSite();
    if (method === 'DELETE')
      return success(200, {}, { 'set-cookie': cookieOf('', 0, exchange.header('origin')) });
    return signIn === 'host' ? replies.hostSignsIn() : begin(exchange);
  };

  function session(caller: Caller | undefined, signIn: 'host' | 'credentials'): Reply {
    const url = signIn === 'host' && signInUrl !== undefined ? { signInUrl } : {};
    return success(200, { caller: caller ? { id: caller.id, email: caller.email } : null, signIn, ...url });
  }

  async function begin(exchange: Exchange): Promise<Reply> {
    const reply = await askForToken(exchange);
    if (reply.status !== 200) return reply;
    const { accessToken, expiresIn } = JSON.parse(String(reply.body));
    return success(200, {}, { 'set-cookie': cookieOf(accessToken, expiresIn, exchange.header('origin')) });
  }
}
