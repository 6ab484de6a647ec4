import { createHmac } from 'node:crypto';

/** `v1,` and the base64 of HMAC-SHA256 over `<timestamp>.<body>`, keyed with the client secret. */
export function sign(secret: string, timestamp: string, body: string | Uint8Array): string {
  return `v1,${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('base64')}`;
}
