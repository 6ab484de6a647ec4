import { createHmac } from 'node:crypto';
import { isBody } from '../wire/answer.ts';
import { Refusal } from './refusal.ts';
import { ok, type Reply } from './route.ts';
import { shaped, string } from './shape.ts';

const LIFE_SECONDS = 10_800;

export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Signed tokens of a few clients. */
export interface Tokens {
  exchange(body: unknown): Reply;
  /** The client whose good token this header carries. */
  bearerOf(header: string | undefined): string | undefined;
}

export function tokens(clients: readonly Client[], key: string, now: () => number): Tokens {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const seconds = () => Math.floor(now() / 1_000);
  const credentials = {
    rules: { clientId: string, clientSecret: string },
    required: ['clientId', 'clientSecret'],
  };

  return {
    exchange: (body) => {
      const { clientId, clientSecret } = shaped(body, credentials);
      if (!clients.some((each) => each.clientId === clientId && each.clientSecret === clientSecret)) {
        const message = 'Invalid credentials supplied to the generate token API';
        throw new Refusal(401, 'invalid_credentials', message);
      }
      const head = { alg: 'HS256', typ: 'JWT' };
      const claims = { sub: clientId, isMachine: true, iat: seconds(), exp: seconds() + LIFE_SECONDS };
      const text = `${part(head)}.${part(claims)}`;
      return ok(200, { accessToken: `${text}.${sign(text)}`, expiresIn: LIFE_SECONDS, tokenType: 'Bearer' });
    },

    bearerOf: (header = '') => {
      const [, text, signature] = /^(?:bearer +)?([\w-]+\.[\w-]+)\.([\w-]+)$/i.exec(header.trim()) ?? [];
      if (text === undefined || sign(text) !== signature) return undefined;
      const claims: unknown = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString());
      return isBody(claims) && Number(claims.exp) > seconds() ? String(claims.sub) : undefined;
    },
  };
}
