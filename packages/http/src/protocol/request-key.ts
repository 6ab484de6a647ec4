import type { Caller, RequestKey } from '@berth/core';
import type { Call, Route } from '../routes/route.ts';
import type { Reply } from './exchange.ts';
import { keyIn } from './idempotency-key.ts';
import { problems } from './problems.ts';

/** What makes a request the same as another one, beside its route. */
export type Asked = Pick<Call, 'params' | 'query' | 'body'>;

export type Keyed = { readonly key: RequestKey } | { readonly refused: Reply };

/** What the header of a request that may come again stands for. */
export async function readKey(header: string, route: Route, caller: Caller, asked: Asked): Promise<Keyed> {
  const key = keyIn(header);
  if (key === undefined) return { refused: problems.malformedKey() };
  const [id, fingerprint] = await Promise.all([digest([caller.id, key]), fingerprintOf(route, asked)]);
  return { key: { id, fingerprint } };
}

/**
 * Of the route, what path and query say to that route, and the body as a value: neither a slash at the end nor spaces nor the
 * order of keys make another request, nor does what the route ignores.
 */
function fingerprintOf({ operation, query: declared }: Route, { params, query, body }: Asked) {
  const { properties = {} } = (declared ?? {}) as { readonly properties?: object };
  const heeded = Object.entries(query as object).filter(([name]) => Object.hasOwn(properties, name));
  return digest([operation, params, Object.fromEntries(heeded), body]);
}

/** SHA-256, in hexadecimal digits. */
async function digest(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value, inOrder));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Every object with its keys in one order, so that equal values become equal texts. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
