import { createFakePort } from '@berth/testing';
import { type Conditions, fetchTarget, type Profile, type Target } from '../src/index.ts';
import type { WireRequest } from '../src/target/target.ts';

const millisecondsPerSecond = 1_000;

/** How many requests went which way. */
export interface Ways {
  typed: number;
  fetch: number;
}

/** The fake by `port.call`, which takes no tokens, headers or raw bytes: what needs those goes by `port.fetch`. */
export function typedFake(profile: Profile, ways: Ways, { rateLimit }: Conditions = {}): Target {
  const limit = rateLimit && { limit: rateLimit.limit, periodSeconds: rateLimit.seconds };
  const port = createFakePort({ profile, ...(limit ? { rateLimit: limit } : {}) });
  const byFetch = fetchTarget((request) => port.fetch(request), {
    name: 'the fake by typed calls',
    base: `${port.baseUrl}/v1`,
    credentials: port.credentials,
  });
  /** Tokens that the fake has given, with when they expire: a call comes from whom they name. */
  const given = new Map<string, number>();

  function isTyped({ method, headers, body }: WireRequest): boolean {
    const { authorization = '', 'content-type': type, ...others } = headers;
    const expires = given.get(authorization);
    return (
      method !== 'HEAD' &&
      expires !== undefined &&
      port.clock.now.getTime() < expires &&
      Object.keys(others).length === 0 &&
      (body === undefined || (type === 'application/json' && isPlainJson(body)))
    );
  }

  async function untyped(request: WireRequest, signal?: AbortSignal) {
    ways.fetch += 1;
    const answer = await byFetch.send(request, signal);
    if (request.path === '/auth/access_token' && answer.status === 200) {
      const { accessToken, expiresIn } = JSON.parse(answer.text);
      given.set(`Bearer ${accessToken}`, port.clock.now.getTime() + expiresIn * millisecondsPerSecond);
    }
    return answer;
  }

  return {
    ...byFetch,
    capabilities: ['tokens', 'actions-admin', 'entities', 'bulk', 'audit', 'approval'],
    controls: ['clock', 'rate-limit'],
    open: async (conditions) => typedFake(profile, ways, conditions),
    advance: async (milliseconds) => void (await port.clock.advance(milliseconds)),
    send: async (request, signal) => {
      if (!isTyped(request)) return untyped(request, signal);
      ways.typed += 1;
      const { method, path, body } = request;
      const sent = typeof body === 'string' ? JSON.parse(body) : undefined;
      const { status, headers, body: said } = await port.call(method, path, sent);
      return { status, headers, text: JSON.stringify(said) };
    },
  };
}

/** Whether it comes out of the printer of JSON as it went in. */
function isPlainJson(body: WireRequest['body']): boolean {
  if (typeof body !== 'string') return false;
  try {
    return JSON.stringify(JSON.parse(body)) === body;
  } catch {
    return false;
  }
}
