import { MAX_ECHO } from '../limits.ts';
import type { Reply } from './exchange.ts';

/** A success: `ok: true` and what belongs to it. */
export function success(status: number, content: object, headers: Reply['headers'] = {}): Reply<string> {
  return { status, headers, body: JSON.stringify({ ok: true, ...content }) };
}

/** A failure in Port's envelope, never with another key. */
export function failure(
  status: number,
  error: string,
  message: string,
  headers: Reply['headers'] = {},
): Reply<string> {
  return { status, headers, body: JSON.stringify({ ok: false, error, message }) };
}

/** A caller's own text within a message. */
export function quoted(text: string): string {
  return `"${shortened(text)}"`;
}

/** Text of unknown length, cut to a bearable one. */
export function shortened(text: string): string {
  return text.length > MAX_ECHO ? `${text.slice(0, MAX_ECHO).toWellFormed()}…` : text;
}
