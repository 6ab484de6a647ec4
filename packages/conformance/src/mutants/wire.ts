import { randomUUID } from 'node:crypto';
import type { WireRequest, WireResponse } from '../target/target.ts';
import { type Body, isBody } from '../wire/answer.ts';

/** A request taken apart. */
export interface Asked {
  readonly request: WireRequest;
  readonly query: URLSearchParams;
  /** Undefined when the body is no JSON text. */
  readonly json: unknown;
  /** The parts of the path that name something, as sent. */
  readonly names: readonly string[];
}

/** What is larger is refused unread. */
const MOST_READ = 2 ** 20;

export function askedOf(request: WireRequest, names: readonly string[]): Asked {
  const at = request.path.indexOf('?');
  const query = new URLSearchParams(at < 0 ? '' : request.path.slice(at + 1));
  const { body } = request;
  const read = typeof body === 'string' && Buffer.byteLength(body) <= MOST_READ;
  return { request, query, json: read ? parsed(body) : undefined, names };
}

export function pathOf({ path }: WireRequest): string {
  return path.replace(/\?.*$/s, '');
}

/** The body as an object; an empty one when it is none. */
export function bodyOf({ json }: { readonly json: unknown }): Body {
  return isBody(json) ? json : {};
}

export function withJson(request: WireRequest, json: unknown): WireRequest {
  const { 'content-length': _, ...headers } = request.headers;
  return {
    ...request,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(json),
  };
}

/** The request with its query changed. */
export function withQuery({ request, query }: Asked, change: (query: URLSearchParams) => void): WireRequest {
  const changed = new URLSearchParams(query);
  change(changed);
  const text = changed.toString();
  return { ...request, path: `${pathOf(request)}${text === '' ? '' : `?${text}`}` };
}

/** Another request by the same caller. */
export function also({ request }: Asked, method: string, path: string, json?: unknown): WireRequest {
  const { authorization } = request.headers;
  const headers = authorization === undefined ? {} : { authorization };
  return json === undefined ? { method, path, headers } : withJson({ method, path, headers }, json);
}

/** Of something that the target does not know. */
export function madeUpId(prefix: string): string {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`;
}

export function reply(status: number, json: unknown): WireResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, text: JSON.stringify(json) };
}

export function refusal(status: number, error: string): WireResponse {
  return reply(status, { ok: false, error, message: 'This was refused' });
}

/** The response with another body, and with another status where one is given. */
export function saying(response: WireResponse, json: unknown, status = response.status): WireResponse {
  const { 'content-length': _, ...headers } = response.headers;
  return { status, headers, text: JSON.stringify(json) };
}

export function saidBy({ text }: WireResponse): Body {
  const json = parsed(text);
  return isBody(json) ? json : {};
}

export function isTaken({ status }: WireResponse): boolean {
  return status >= 200 && status < 300;
}

/** Refused for what it says, or for the state of what it speaks of. */
export function isRefused({ status }: WireResponse): boolean {
  return status === 400 || status === 409 || status === 422;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
