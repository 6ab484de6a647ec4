import { PrivateDestination } from './guarded-lookup.ts';
import type { FailureCause, Outcome } from './outcome.ts';

const words: Readonly<Record<FailureCause, (host: string) => string>> = {
  'not a web address': (host) => `Not sent: ${host} is no web address`,
  'private destination': (host) => `Not sent: ${host} leads to no public address`,
  'not resolvable': (host) => `Not sent: the name ${host} is not known`,
  unreachable: (host) => `Nobody answers at ${host}`,
  'timed out': (host) => `No answer from ${host} in time`,
  'no answer': (host) => `The answer of ${host} could not be read`,
};

/** @param timedOut whether it was we who ended it */
export function failureOf(error: unknown, url: string, timedOut: boolean): Outcome {
  const cause = causeOf(error, timedOut);
  const { code } = (error ?? {}) as { readonly code?: unknown };
  const detail = typeof code === 'string' && !timedOut ? ` (${code})` : '';
  return { type: 'failed', cause, message: words[cause](new URL(url).host) + detail };
}

function causeOf(error: unknown, timedOut: boolean): FailureCause {
  if (timedOut) return 'timed out';
  if (error instanceof PrivateDestination) return 'private destination';
  const code = String((error as { readonly code?: unknown } | undefined)?.code);
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'not resolvable';
  if (
    /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPIPE|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(
      code,
    )
  )
    return 'unreachable';
  return 'no answer';
}
