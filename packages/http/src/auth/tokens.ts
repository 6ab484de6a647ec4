import type { Caller } from '@berth/core';
import { MAX_REMEMBERED_TOKENS, TOKEN_LIFE_SECONDS } from '../limits.ts';
import { putLast } from './bounded.ts';
import { type Credentials, sameCredentials } from './credentials.ts';

export interface AccessToken {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

interface Made {
  readonly accessToken: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** Issues and checks the tokens of credentials. */
export interface Tokens {
  /** Undefined for wrong credentials. */
  issue(given: Credentials): Promise<AccessToken | undefined>;
  /** Undefined for anything but a token of ours that has not expired. */
  verify(token: string): Caller | undefined | Promise<Caller | undefined>;
}

/** Of several pairs, whose callers are told apart by their client ids. */
export function tokensForAll(pairs: readonly Credentials[], now: () => Date): Tokens {
  const each = pairs.map((credentials) => tokensFor(credentials, now));
  if (each.length === 1 && each[0]) return each[0];
  return {
    issue: async (given) => {
      const issued = await Promise.all(each.map((tokens) => tokens.issue(given)));
      return issued.find((token) => token !== undefined);
    },
    verify: async (token) => {
      for (const tokens of each) {
        const caller = await tokens.verify(token);
        if (caller) return caller;
      }
      return undefined;
    },
  };
}

/**
 * Signed tokens: the key comes from the secret, so every process with the same credentials, before and after a restart,
 * takes the tokens of the others. Clients are known to ask for one per request, so the last one is given again while most of
 * its life is left, and a signature once found good is not computed again.
 */
export function tokensFor(credentials: Credentials, now: () => Date): Tokens {
  const caller: Caller = { id: credentials.clientId, machine: true };
  const verified = new Map<string, number>();
  let key: Promise<Uint8Array> | undefined;
  let last: Promise<Made> | undefined;
  const seconds = () => Math.floor(now().getTime() / 1000);
  const signingKey = () => (key ??= deriveKey(credentials.clientSecret));

  const remember = (token: string, expiresAt: number) =>
    putLast(verified, token, expiresAt, MAX_REMEMBERED_TOKENS);

  async function make(): Promise<Made> {
    const { SignJWT } = await import('jose');
    const issuedAt = seconds();
    const expiresAt = issuedAt + TOKEN_LIFE_SECONDS;
    const accessToken = await new SignJWT({ isMachine: true })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(credentials.clientId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(await signingKey());
    remember(accessToken, expiresAt);
    return { accessToken, expiresAt };
  }

  /** A failure is this request's own; the next one tries anew. */
  function forget(error: unknown): never {
    last = undefined;
    throw error;
  }

  return {
    issue: async (given) => {
      if (!sameCredentials(given, credentials)) return undefined;
      const fresh = last && (await last).expiresAt - seconds() >= TOKEN_LIFE_SECONDS / 2;
      // Whoever asks while one is being made gets that one.
      if (!fresh) last = make().catch(forget);
      const { accessToken, expiresAt } = await (last as Promise<Made>);
      return { accessToken, expiresIn: expiresAt - seconds() };
    },

    verify: (token) => {
      const knownUntil = verified.get(token);
      if (knownUntil !== undefined) return seconds() < knownUntil ? caller : undefined;
      return verify(token);
    },
  };

  async function verify(token: string): Promise<Caller | undefined> {
    const { jwtVerify, base64url } = await import('jose');
    try {
      const signature = token.slice(token.lastIndexOf('.') + 1);
      // Base64 has spare bits at the end; a signature with any of them set is another text, so not the one we issued.
      if (base64url.encode(base64url.decode(signature)) !== signature) return undefined;
      const { payload } = await jwtVerify(token, await signingKey(), {
        algorithms: ['HS256'],
        subject: credentials.clientId,
        requiredClaims: ['exp'],
        currentDate: now(),
      });
      remember(token, payload.exp ?? 0);
      return caller;
    } catch {
      return undefined;
    }
  }
}

async function deriveKey(clientSecret: string): Promise<Uint8Array> {
  const text = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const secret = await crypto.subtle.importKey('raw', text.encode(clientSecret), algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', secret, text.encode('berth access token')));
}
