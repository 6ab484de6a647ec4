import type { Commit } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { berthApp, createBerth } from '@berth/hono';
import { credentials } from '../../../http/test/api/credentials.ts';
import { fetchTarget } from '../../src/target/fetch-target.ts';
import type { Target } from '../../src/target/target.ts';

interface Lagging {
  /** Milliseconds. */
  readonly lag?: number;
  /** Of all callers together. */
  readonly rateLimit?: { readonly limit: number; readonly seconds: number };
}

/** What came of the limit. */
export interface Limited {
  readonly target: Target;
  refused(): number;
  /** The fewest requests that were left of a window. */
  least(): number;
}

/** Berth whose reads come from a replica that is so far behind; with a limit that its headers tell. */
export function laggingTarget({ lag = 0, rateLimit }: Lagging): Limited {
  const { primary, replica, catchUp } = replicated(lag);
  const [writes, reads] = [primary, replica].map((store) => {
    const { fetch } = berthApp(createBerth({ store, credentials, profile: 'openapi', onError: () => {} }));
    return fetchTarget((request) => fetch(request), {
      name: 'lagging',
      base: 'http://berth.test',
      credentials,
    });
  }) as [Target, Target];
  const limiter = rateLimit && limitOf(rateLimit);
  return {
    target: {
      name: 'lagging',
      credentials,
      capabilities: ['tokens', 'actions-admin', 'entities', 'bulk', 'audit', 'approval'],
      send: async (request, signal) => {
        const counted = limiter?.count();
        if (counted?.over) return { status: 429, headers: { ...json, ...counted.headers }, text: TOO_MANY };
        await catchUp();
        const { send } = request.method === 'GET' ? reads : writes;
        const response = await send(request, signal);
        return { ...response, headers: { ...response.headers, ...counted?.headers } };
      },
    },
    refused: () => limiter?.refused() ?? 0,
    least: () => limiter?.least() ?? Number.POSITIVE_INFINITY,
  };
}

const json = { 'content-type': 'application/json; charset=utf-8', 'x-trace-id': 'trace' };
const TOO_MANY = '{"ok":false,"error":"too_many_requests","message":"Too many requests"}';

/** Commits reach the replica when they are old enough and somebody looks: no busy loop makes them later than they are due. */
function replicated(lag: number) {
  const [primary, replica] = [memoryStore(), memoryStore()];
  const coming: { readonly due: number; readonly change: Commit }[] = [];
  const commit = async (change: Commit) => {
    const result = await primary.commit(change);
    if (result.committed) coming.push({ due: performance.now() + lag, change });
    return result;
  };
  return {
    primary: { ...primary, commit },
    replica,
    catchUp: async () => {
      for (let [next] = coming; next && next.due <= performance.now(); [next] = coming) {
        coming.shift();
        await replica.commit(next.change);
      }
    },
  };
}

function limitOf({ limit, seconds }: { limit: number; seconds: number }) {
  let [ends, used, refused, least] = [0, 0, 0, limit];
  return {
    refused: () => refused,
    least: () => least,
    count: () => {
      if (Date.now() >= ends) [ends, used] = [Date.now() + seconds * 1_000, 0];
      used += 1;
      const over = used > limit;
      if (over) refused += 1;
      least = Math.min(least, Math.max(0, limit - used));
      const headers = {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-period': String(seconds),
        'x-ratelimit-remaining': String(Math.max(0, limit - used)),
        'x-ratelimit-reset': String(Math.ceil(ends / 1_000)),
      };
      return { over, headers };
    },
  };
}
