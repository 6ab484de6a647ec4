import type { Json, Payload } from '@berth/core';
import { type OutgoingRequest, signer, webhookRequest } from '@berth/invoke/parts';
import type { DeliveryTweaks } from '../faults/rule.ts';
import { skewOf } from '../time/duration.ts';
import { RealDate } from '../time/real.ts';

const SIGNATURE = 'x-port-signature';

/** A webhook as the server would send it at that instant, but for how it is to differ. */
export function webhookFor(
  payload: Payload,
  secret: string,
  now: number,
  { signature = 'valid', timestampSkew = 0 }: DeliveryTweaks,
  nonCanonical: boolean,
): OutgoingRequest {
  const at = new RealDate(now + skewOf(timestampSkew));
  const key = signature === 'wrong-secret' ? `not ${secret}` : secret;
  const sign = signer(key, () => at, 'seconds');
  let request = webhookRequest(payload, sign);
  if (nonCanonical && request.body !== undefined) {
    const body = unusually(payload.body);
    const { timestamp, signature: signed } = sign(body);
    const headers = { ...request.headers, 'x-port-timestamp': timestamp, [SIGNATURE]: signed };
    request = { ...request, body, headers };
  }
  if (signature === 'missing') return { ...request, headers: without(request.headers, SIGNATURE) };
  if (signature !== 'tampered-body') return request;
  return { ...request, body: tampered(request.body ?? '') };
}

/** JSON that no `JSON.stringify` prints: who checks the signature of anything but the bytes that came will find it wrong. */
function unusually(body: Json | undefined): string {
  return ` ${JSON.stringify(body, null, 1).replaceAll('/', '\\/')}\n`;
}

/** The same but for a key, so that it still parses. */
function tampered(body: string): string {
  return body.trimStart().startsWith('{')
    ? body.replace('{', '{"tampered":true,').replace(',}', '}')
    : `${body} `;
}

function without(headers: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
}
