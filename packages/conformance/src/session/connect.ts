import type { Credentials, Target, WireResponse } from '../target/target.ts';
import { isBody } from '../wire/answer.ts';
import { TimeLimit, withTimeLimit } from './time-limit.ts';

/** The target cannot be spoken to: says why, and what to do. */
export class Unreachable extends Error {}

/** First contact, before anything is checked. @throws Unreachable */
export async function connect(target: Target, timeout: number, signal: AbortSignal): Promise<void> {
  const ask = (path: string, headers: Record<string, string>, json?: object) =>
    firstAnswer(target, timeout, signal, {
      method: json ? 'POST' : 'GET',
      path,
      headers: json ? { ...headers, 'content-type': 'application/json' } : headers,
      body: json && JSON.stringify(json),
    });
  const token = await tokenFor(
    target.credentials,
    (json) => ask('/auth/access_token', {}, json),
    target.name,
  );
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
  const { status, text } = await ask('/actions/runs?limit=1', headers);
  if ((status === 401 || status === 403) && token === '')
    throw new Unreachable(
      `${target.name} asks for credentials (${status}). Set PORT_CLIENT_ID and PORT_CLIENT_SECRET, or name the variable of a token: --token-env NAME.`,
    );
  if (status === 401 || status === 403)
    throw new Unreachable(
      `${target.name} refuses the token (${status}). Give one that may read and write runs.`,
    );
  if (status !== 200)
    throw new Unreachable(
      `${target.name} answers GET /actions/runs with ${status} ${shown(text)}. Is this where the API is? Paths begin after /v1.`,
    );
}

async function tokenFor(
  credentials: Credentials,
  exchange: (json: object) => Promise<WireResponse>,
  name: string,
): Promise<string> {
  if ('token' in credentials) return credentials.token;
  const { clientId, clientSecret } = credentials;
  const { status, text } = await exchange({ clientId, clientSecret });
  const json: unknown = JSON.parse(text);
  if (status === 200 && isBody(json) && typeof json.accessToken === 'string') return json.accessToken;
  if (status === 401 || status === 403)
    throw new Unreachable(
      `${name} refuses the credentials (${status}). Set PORT_CLIENT_ID and PORT_CLIENT_SECRET to a pair that it knows.`,
    );
  if (status === 404)
    throw new Unreachable(
      `${name} has no POST /v1/auth/access_token (404). Correct the address, or give a token: --token-env NAME.`,
    );
  throw new Unreachable(
    `${name} answers the exchange of credentials with ${status} ${shown(text)} in place of a token. Give one that works: --token-env NAME.`,
  );
}

async function firstAnswer(
  target: Target,
  timeout: number,
  signal: AbortSignal,
  request: Parameters<Target['send']>[0],
): Promise<WireResponse> {
  let response: WireResponse;
  try {
    response = await withTimeLimit(timeout, signal, (until) => target.send(request, until));
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Unreachable(`${target.name} ${whyNot(error)}`);
  }
  if (isJson(response.text)) return response;
  const what = /^\s*<(!doctype|html)/i.test(response.text) ? 'HTML' : 'something that is not JSON';
  throw new Unreachable(
    `${target.name} answers ${request.method} ${request.path} with ${what} (${response.status} ${shown(response.text)}). ` +
      'Another server or a proxy is speaking: correct the address, whose API begins at /v1.',
  );
}

function whyNot(error: unknown): string {
  if (error instanceof TimeLimit)
    return `does not answer: ${error.message}. See whether it is stuck, or give it longer with --timeout MS.`;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  switch (code) {
    case 'ECONNREFUSED':
      return 'is down: nothing listens there (ECONNREFUSED). Start it, or correct the address.';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `has no such host (${code}). Correct the address, or see whether the network is up.`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return `drops connections before it answers (${code}). Look at its log; http and https may be mixed up.`;
    case undefined:
      return `gives no answer: ${message}. Look at its log.`;
    default:
      return `cannot be reached: ${message} (${code}). Correct the address, or see what is between.`;
  }
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  return code ?? (error.cause === undefined ? undefined : codeOf(error.cause));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
