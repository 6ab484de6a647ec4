import { base } from './base.ts';
import { ApiError, refusalIn } from './error.ts';
import { signedOut } from './signed-out.ts';

type Query = { readonly [name: string]: string | number | readonly string[] | undefined };

interface Request {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly query?: Query | undefined;
  readonly body?: unknown;
  /** Repeated with the same key, a request is carried out once. */
  readonly key?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Where a route of the API is, below wherever the dashboard is mounted. */
export function apiUrl(path: string, query: Query = {}): string {
  const url = new URL(`api/v1/${path}`, base);
  for (const [name, value] of Object.entries(query)) {
    for (const each of value === undefined ? [] : [value].flat()) url.searchParams.append(name, String(each));
  }
  return url.href;
}

/**
 * Calls a route of the API.
 * @throws ApiError when it refuses, or is out of reach (status 0)
 */
export function call<T>(path: string, request: Request = {}): Promise<T> {
  return send(apiUrl(path, request.query), request);
}

/** Calls a route of the dashboard's own, beside the API. */
export function callBeside<T>(path: string, request: Request = {}): Promise<T> {
  return send(new URL(path, base).href, request);
}

async function send<T>(url: string, { method = 'GET', body, key, signal }: Request): Promise<T> {
  const response = await fetch(url, {
    method,
    cache: 'no-store',
    credentials: 'same-origin',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'unreachable', 'The server cannot be reached.');
  });
  if (response.ok) return response.json();
  const error = await refusalIn(response);
  if (error.status === 401 && !url.endsWith('/session')) signedOut.happened();
  throw error;
}

/** A part of a path. */
export const part = encodeURIComponent;
