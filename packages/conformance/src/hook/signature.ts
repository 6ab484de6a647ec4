import { createHmac } from 'node:crypto';

export const SIGNATURE_HEADER = 'x-port-signature';
export const TIMESTAMP_HEADER = 'x-port-timestamp';

/** What a webhook is signed with: the client secret over the timestamp's own text and the body as it is sent. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `v1,${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('base64')}`;
}
