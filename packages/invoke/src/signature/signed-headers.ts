import { sign } from './sign.ts';

const TIMESTAMP_HEADER = 'x-port-timestamp';
const SIGNATURE_HEADER = 'x-port-signature';

/** What a delivery carries so that its receiver can tell who sent it, and when; the timestamp is in whole seconds. */
export function signedHeaders(secret: string, now: Date, body: string): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: sign(secret, timestamp, body) };
}
