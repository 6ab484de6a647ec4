import type { Stream } from '@berth/http';
import { type Answer, type Answered, terminated } from '../lanes/answer.ts';
import { type Duration, millisecondsOf } from '../time/duration.ts';
import type { FaultEffect } from './rule.ts';

type StatusEffect = Extract<FaultEffect, { kind: 'status' }>;

/** Port's own names for what such a status means, where it has one. */
export const errors: Readonly<Record<StatusEffect['status'], string>> = {
  401: 'unauthorized',
  403: 'missing_permissions',
  404: 'not_found',
  409: 'conflict',
  413: 'bad_request',
  422: 'invalid_request',
  429: 'rate_limit_exceeded',
  500: 'internal_error',
  502: 'bad_gateway',
  503: 'unavailable',
  504: 'gateway_timeout',
};

/** The answer of a fault, in Port's envelope. */
export function injected(
  { status, error = errors[status], retryAfter }: StatusEffect,
  words: string,
): Answered {
  const headers = { 'content-type': 'application/json; charset=utf-8', ...retry(retryAfter) };
  const body = JSON.stringify({ ok: false, error, message: `Injected by the fault ${words}` });
  return { kind: 'answer', status, headers, body };
}

function retry(after: Duration | undefined): Readonly<Record<string, string>> {
  return after === undefined ? {} : { 'retry-after': String(Math.ceil(millisecondsOf(after) / 1000)) };
}

/** What is left of an answer once the fault has been at it. */
export function spoilt(answer: Answered, effect: FaultEffect): Answer {
  switch (effect.kind) {
    case 'lost-response':
      return { kind: 'reset' };
    case 'truncate':
      return answer.stream
        ? { ...answer, stream: cutAfter(answer.stream, effect.atByte), cutAt: effect.atByte }
        : { ...answer, cutAt: Math.min(effect.atByte, lastByteOf(answer)) };
    case 'malformed':
      // Half of it, as what a broken proxy leaves: it begins like JSON and does not end like it.
      return {
        ...answer,
        stream: undefined,
        body: half(answer.stream ? 'data: {"seq":1}\n\n' : answer.body),
      };
    default:
      return answer;
  }
}

function half(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}

/** As much of a stream as arrives, then an end that its reader can tell from the real one. */
function cutAfter(stream: Stream, bytes: number): Stream {
  return async function* (gone) {
    let left = bytes;
    for await (const piece of stream(gone)) {
      // Of a character that is cut in two, nothing.
      const text = new TextDecoder().decode(Buffer.from(piece).subarray(0, left), { stream: true });
      left -= Buffer.byteLength(piece);
      if (text !== '') yield text;
      if (left <= 0) break;
    }
    throw terminated();
  };
}

/** Where nothing is missing no client notices that the connection ended. */
function lastByteOf({ body }: Answered): number {
  return Math.max(0, Buffer.byteLength(body) - 1);
}
