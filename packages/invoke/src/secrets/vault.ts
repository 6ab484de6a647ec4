import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Payload, Prepared } from '@berth/core';

const IV_BYTES = 16;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Keeps what is not to be read where runs are kept, under keys that follow from the client secret. */
export interface Vault {
  /** As Port encrypts inputs: base64 of the IV, the text by AES-256-GCM and its tag, by the first 32 bytes of the secret. */
  encrypt(text: string): string;
  seal(payload: Payload): string;
  open(prepared: Prepared): Payload;
}

/** @param newIv 16 bytes that are never the same; random ones by default */
export function vault(secret: string, newIv: () => Uint8Array = () => randomBytes(IV_BYTES)): Vault {
  // Backends decrypt with the bytes of the secret itself; shorter ones are filled up with zeros.
  const inputKey = Buffer.concat([Buffer.from(secret), Buffer.alloc(KEY_BYTES)]).subarray(0, KEY_BYTES);
  const ownKey = createHash('sha256').update(`berth payload ${secret}`).digest();
  return {
    encrypt: (text) => encrypted(inputKey, newIv(), text),
    seal: (payload) => encrypted(ownKey, newIv(), JSON.stringify(payload)),
    open: ({ payload, sealed }) =>
      sealed === undefined ? payload : (JSON.parse(decrypted(ownKey, sealed)) as Payload),
  };
}

function encrypted(key: Buffer, iv: Uint8Array, text: string): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  );
}

/** @throws Error when another secret was in use when it was sealed */
function decrypted(key: Buffer, text: string): string {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}
