import type { ExchangeEvent } from '../session/events.ts';
import { quoted, variable } from './shell.ts';

const MAX_SHOWN = 80;

/** Puts variables in place of what is of that session only. */
export type Fill = (text: string) => string;

/** The call again, and a line that says what came of it. */
export function sending({ request, response, failure }: ExchangeEvent, fill: Fill): readonly string[] {
  const { method, path, headers, body } = request;
  const what = `${method} ${path.length > MAX_SHOWN ? `${path.slice(0, MAX_SHOWN)}…` : path}`;
  if (body !== undefined && /… \(\d+ characters\)$|^\(a stream\)$/.test(body))
    return [`echo ${quoted(`${what}: left out, the record does not hold its whole body`)}`];
  const refused = response?.status === 401;
  const bearer = refused ? " -H 'authorization: Bearer not-a-token'" : ' -H @<(bearer)';
  const authorization = 'authorization' in headers ? bearer : '';
  const others = Object.entries(headers).filter(([name]) => !unsent.has(name));
  const rest = others.map(([name, value]) => ` -H ${quoted(`${name}: ${value}`)}`).join('');
  const data = quoted(body === undefined ? '' : fill(withSecret(body, refused)));
  const was = response?.status ?? failure ?? 'no answer';
  return [
    `send ${method} ${quoted(fill(path))} ${data}${authorization}${rest}; say ${quoted(what)} ${quoted(String(was))}`,
  ];
}

/** A secret is not in the record; one that was refused was another one. */
function withSecret(body: string, refused: boolean): string {
  if (!body.includes('<redacted>')) return body;
  const id = `"clientId":"${variable('client_id')}"`;
  const secret = `${variable('client_secret')}${refused ? 'x' : ''}`;
  return body.replace(/"clientId":"(?:[^"\\]|\\.)*"/, id).replaceAll('<redacted>', secret);
}

const unsent = new Set(['authorization', 'content-length', 'host']);
