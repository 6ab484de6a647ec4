import type { FailureCause, Outcome } from './outcome.ts';
import { Stopped } from './stopped.ts';

/** Of the URL only the host is told: the rest may hold what is secret. */
const words: Readonly<Record<FailureCause, (host: string) => string>> = {
  'not a web address': () => 'Not sent: its URL is no web address',
  'private destination': (host) => `Not sent: ${host} leads to no public address`,
  'not a request': (host) => `Not sent: its method or headers are none that ${host} could be sent`,
  'not resolvable': (host) => `Not sent: the name ${host} is not known`,
  unreachable: (host) => `Not sent: no connection to ${host}`,
  'timed out': (host) => `No answer from ${host} in time`,
  'no answer': (host) => `The answer of ${host} could not be read`,
};

/** @param detail what was thrown, of which an error's code is told */
export function failed(cause: FailureCause, url: string, detail?: unknown): Outcome {
  const host = URL.canParse(url) ? new URL(url).host : '';
  const code = typeof detail === 'object' && detail !== null && 'code' in detail ? detail.code : undefined;
  const message = words[cause](host) + (typeof code === 'string' ? ` (${code})` : '');
  return { type: 'failed', cause, message };
}

/** @param otherwise what it comes from when it does not say so itself */
export function failureOf(error: unknown, url: string, otherwise: FailureCause): Outcome {
  return error instanceof Stopped ? failed(error.why, url, error.cause) : failed(otherwise, url, error);
}
