import { createHash, timingSafeEqual } from 'node:crypto';
import { sign } from './signature/sign.ts';

export interface VerifyOptions {
  /** How far the timestamp may be from now, either way: 300 seconds. */
  readonly toleranceSeconds?: number;
  readonly now?: () => Date;
  /**
   * `raw`: over the bytes as they came. `reserialised`: over `JSON.stringify(JSON.parse(body))`, as Port's JavaScript sample
   * does, for servers that keep only the parsed body.
   */
  readonly mode?: 'raw' | 'reserialised';
}

/** Node's `request.headers`, a plain object with names in any case, or a fetch `Headers`. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Whether a webhook was sent by who has the secret, just now, and as it came. Never throws, whatever it is given.
 *
 * The timestamp is in whole seconds, ten digits; one of thirteen is taken as milliseconds, which published backends compare
 * with. Several signatures may stand in the header, apart by spaces, or in several headers: one has to match.
 * @param body the request's body before anything has parsed it
 * @param secrets the client secret, or several while one takes the place of another
 */
export function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secrets: string | readonly string[],
  options: VerifyOptions = {},
): boolean {
  try {
    return isGenuine(body, headers, [secrets].flat(), options);
  } catch {
    return false;
  }
}

function isGenuine(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secrets: readonly string[],
  { toleranceSeconds = 300, now = () => new Date(), mode = 'raw' }: VerifyOptions,
): boolean {
  const [timestamp, ...otherTimestamps] = valuesOf(headers, 'x-port-timestamp');
  if (timestamp === undefined || otherTimestamps.length > 0) return false;
  const sentAt = millisecondsOf(timestamp);
  if (sentAt === undefined || !(Math.abs(now().getTime() - sentAt) <= toleranceSeconds * 1000)) return false;
  const content = mode === 'reserialised' ? JSON.stringify(JSON.parse(textOf(body))) : body;
  // Servers join what came in several headers with a comma and a space.
  const given = valuesOf(headers, 'x-port-signature').flatMap((value) => value.split(/,? /));
  const expected = secrets.filter(isSecret).map((secret) => sign(secret, timestamp, content));
  // All are compared, so that the time tells nothing of which one matched.
  const matches = expected.flatMap((right) => given.map((each) => areEqual(each, right)));
  return matches.includes(true);
}

/** An empty one would let everybody in who knows that none was set. */
function isSecret(secret: unknown): secret is string {
  return typeof secret === 'string' && secret !== '';
}

/** Seconds, as Port documents; or milliseconds, which published backends compare with. */
function millisecondsOf(timestamp: string): number | undefined {
  if (/^\d{10}$/.test(timestamp)) return Number(timestamp) * 1000;
  return /^\d{13}$/.test(timestamp) ? Number(timestamp) : undefined;
}

function valuesOf(headers: WebhookHeaders, name: string): readonly string[] {
  if (isFetchHeaders(headers)) return [headers.get(name)].filter((value) => value !== null);
  return Object.entries(headers).flatMap(([each, value]) =>
    each.toLowerCase() === name && value !== undefined ? value : [],
  );
}

/** Not by its class: there are implementations of fetch besides the one of this process. */
function isFetchHeaders(headers: WebhookHeaders): headers is Headers {
  return typeof headers.get === 'function';
}

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

/** In a time that does not depend on where they differ: digests are of one length. */
function areEqual(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
