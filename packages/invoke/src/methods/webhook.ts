import type { InvocationOutcome, Json, JsonObject, Payload } from '@berth/core';
import type { Outcome, OutgoingRequest } from '../outgoing/outcome.ts';
import type { Signer } from '../signature/signer.ts';

/** One delivery: the configured request, signed over the very bytes that are sent. */
export function webhookRequest(payload: Payload, sign: Signer): OutgoingRequest {
  const method = String(payload.method);
  // Compact, so that a backend that prints it again gets the same text, and its check of the signature holds as well.
  const body = method === 'GET' ? undefined : JSON.stringify(payload.body);
  const headers = { ...(payload.headers as Readonly<Record<string, string>>) };
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  if (body !== undefined && !given.has('content-type')) headers['content-type'] = 'application/json';
  // Some backends take nothing from who does not say what he is.
  if (!given.has('user-agent')) headers['user-agent'] = 'berth';
  const { timestamp, signature } = sign(body ?? '');
  return {
    method,
    url: String(payload.url),
    headers: { ...headers, 'x-port-timestamp': timestamp, 'x-port-signature': signature },
    body,
  };
}

/**
 * "If the request type is sync, the run's status follows the response code." Whatever is no success is a failure also when
 * the backend was to report by itself: it never will.
 */
export function webhookOutcome(payload: Payload, outcome: Outcome): InvocationOutcome {
  if (outcome.type === 'failed') return { status: 'FAILURE', summary: outcome.message };
  const { status } = outcome;
  const isSuccess = status >= 200 && status < 300;
  const response = payload.synchronized === true ? { response: contentOf(outcome) } : {};
  if (!isSuccess) return { status: 'FAILURE', summary: `The backend answered ${status}`, ...response };
  return payload.synchronized === true ? { status: 'SUCCESS', ...response } : {};
}

/** Levels of objects and lists that an answer is kept as; printing what nests far deeper exhausts the stack. */
const MAX_DEPTH = 200;

/** JSON as what it says, anything else as text; so is JSON that nobody could print again. */
function contentOf({ body, contentType = '', truncated }: Extract<Outcome, { type: 'answered' }>): Json {
  if (truncated || !/\bjson\b/i.test(contentType)) return body;
  try {
    const parsed = JSON.parse(body) as Json;
    const isKept = typeof parsed === 'object' && parsed !== null && isShallow(parsed);
    return isKept ? (parsed as JsonObject | Json[]) : body;
  } catch {
    return body;
  }
}

/** Level by level rather than by recursion: the backend chooses the depth. */
function isShallow(value: Json): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return false;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return true;
}
