import {
  MAX_IDEMPOTENCY_KEY,
  MAX_STREAMS,
  MAX_STREAMS_PER_CALLER,
  RETRY_STREAM_SECONDS,
  RETRY_UNAVAILABLE_SECONDS,
} from '../limits.ts';
import type { Reply } from './exchange.ts';
import { failure, quoted } from './reply.ts';

/** What can be wrong with a request before any rule of runs is asked. */
export const problems = {
  // One constant body: a caller without a token learns nothing, not even which part was wrong.
  unauthorized: () =>
    failure(
      401,
      'unauthorized',
      'A valid access token is required: send it as "Authorization: Bearer <token>"',
    ),
  invalidCredentials: () =>
    failure(401, 'invalid_credentials', 'Invalid credentials supplied to the generate token API'),
  unknownRoute: (method: string, path: string) =>
    failure(
      404,
      'not_found',
      path === ''
        ? `${method} was not found here: the paths of this API begin with /v1/`
        : `Route ${method} ${quoted(path)} was not found`,
    ),
  wrongMethod: (method: string, allowed: readonly string[]) =>
    failure(405, 'method_not_allowed', `${method} is not allowed here; use ${allowed.join(', ')}`, {
      allow: allowed.join(', '),
    }),
  malformedKey: () =>
    failure(
      400,
      'bad_request',
      `Idempotency-Key must be 1 to ${MAX_IDEMPOTENCY_KEY} visible ASCII characters, in double quotes or, without quotes, commas and semicolons, as they are`,
    ),
  malformedPath: () => failure(400, 'bad_request', 'The path is not valid percent-encoded UTF-8'),
  tooLarge: () => failure(413, 'bad_request', 'Request body is too large (limit is 1MiB)'),
  lostBody: () =>
    failure(
      400,
      'bad_request',
      'The request body was consumed before Berth could read it; mount Berth before the middleware that reads it',
    ),
  notJson: (reason: string) => failure(400, 'bad_request', `The request body is not valid JSON: ${reason}`),
  unsupportedType: (found: string | undefined) =>
    failure(
      415,
      'unsupported_media_type',
      `Send the body as application/json in UTF-8${found === undefined ? '; this one has no content type' : ''}`,
    ),
  unsupportedEncoding: () =>
    failure(415, 'unsupported_media_type', 'Send the body without a content-encoding'),
  invalid: (message: string) => failure(422, 'invalid_request', message),
  tooMany: (retryAfterSeconds: number) =>
    failure(429, 'rate_limit_exceeded', `Too many requests; try again in ${retryAfterSeconds} s`, {
      'retry-after': String(retryAfterSeconds),
    }),
  tooManyStreams: () =>
    failure(
      429,
      'too_many_streams',
      `At most ${MAX_STREAMS_PER_CALLER} streams can be open for one caller, and ${MAX_STREAMS} in all; close some, or try again`,
      { 'retry-after': String(RETRY_STREAM_SECONDS) },
    ),
  // Nothing of what the store says: it may name hosts and files.
  unavailable: (mayHaveLanded: boolean) =>
    failure(
      503,
      'unavailable',
      mayHaveLanded
        ? 'The storage failed while this was written, so it may have been carried out: repeat it with the same Idempotency-Key, or look before you repeat it without one'
        : 'The storage cannot be reached just now; nothing was changed, try again',
      { 'retry-after': String(RETRY_UNAVAILABLE_SECONDS) },
    ),
  internal: (traceId: string) =>
    failure(500, 'internal_error', `Something went wrong here, not in your request (trace ${traceId})`),
} satisfies Record<string, (...facts: never[]) => Reply<string>>;
