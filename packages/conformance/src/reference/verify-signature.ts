import { timingSafeEqual } from 'node:crypto';
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from '../hook/signature.ts';
import type { Target } from '../target/target.ts';

const TOLERANCE_MS = 5 * 60_000;

/** Whether the webhook was signed with the secret, and lately. */
export const verifySignature: NonNullable<Target['verifySignature']> = (secret, headers, body, now) => {
  const { [SIGNATURE_HEADER]: signature, [TIMESTAMP_HEADER]: timestamp } = headers;
  if (signature === undefined || timestamp === undefined || !/^\d{10}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > TOLERANCE_MS) return false;
  const given = Buffer.from(signature);
  const wanted = Buffer.from(signatureOf(secret, timestamp, body));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};
