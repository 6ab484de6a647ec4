import type { Berth, Exchange, Mountable, Reply } from '@berth/http';
import { ownPages } from './built.ts';
import { secured } from './headers.ts';
import { isOwnAuthorization } from './own-authorization.ts';
import { isOwnName, pagesOf } from './pages.ts';
import { replies } from './replies.ts';
import { isSameOrigin } from './same-origin.ts';
import { sessionOf } from './session/session.ts';
import { signedIn } from './session/signed-in.ts';
import { asksForToken, tokensOf } from './session/tokens.ts';

export interface DashboardOptions {
  /** Where the host lets people log in, for those whom its `identify` does not know: a path or an http(s) URL. */
  readonly signInUrl?: string | undefined;
  /** The clock by which failed sign-ins are counted; the machine's by default. */
  readonly now?: () => Date;
}

const API = '/api/v1';

/**
 * Pages that show the runs of a Berth live, to be mounted by an adapter as a Berth is: `app.use('/berth', berthRouter(dashboard(berth)))`.
 * Whom the adapter's `identify` knows is signed in; without one, the API's credentials sign in.
 * @throws Error when the pages were not built; TypeError for a `signInUrl` that a link cannot lead to
 */
export function dashboard(
  berth: Pick<Berth, 'answer' | 'answerCaller' | 'hasCredentials'>,
  { signInUrl, now = () => new Date() }: DashboardOptions = {},
): Mountable {
  if (signInUrl !== undefined && !isLink(signInUrl))
    throw new TypeError('dashboard: signInUrl must be a path or an http(s) URL');
  const pages = pagesOf(ownPages());
  const askForToken = tokensOf(berth, now);
  const session = sessionOf({ berth, askForToken, signInUrl });

  async function reply(exchange: Exchange): Promise<Reply> {
    const { path } = exchange;
    if (path === '/session') return session(exchange);
    const inApi = belowApi(path);
    return inApi === undefined ? pages(exchange) : api(exchange, inApi);
  }

  async function api(exchange: Exchange, path: string): Promise<Reply> {
    // It takes no cookie and gives none, so where it comes from does not matter.
    if (asksForToken(exchange, path)) return askForToken(exchange);
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(exchange.method);
    if (changes && !isSameOrigin(exchange)) return replies.crossSite();
    const source = isOwnAuthorization(exchange.header('authorization')) ? 'API' : 'UI';
    return berth.answer({ ...signedIn(exchange), source, path });
  }

  return {
    answer: async (exchange) => secured(await reply(exchange)),
    serves: (method, path) => isOwnName(path) || (path !== '' && (method === 'GET' || method === 'HEAD')),
    hasCredentials: berth.hasCredentials,
  };
}

function belowApi(path: string): string | undefined {
  return path === API || path.startsWith(`${API}/`) ? path.slice(API.length) : undefined;
}

function isLink(url: string): boolean {
  return (
    url !== '' && URL.canParse(url, 'http://host') && /^https?:$/.test(new URL(url, 'http://host').protocol)
  );
}
