import type { Caller } from '@berth/core';
import { connectionReset, terminated } from './answer.ts';
import type { Desk } from './desk.ts';

/** What the API answered, parsed. */
export interface Called {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every route
  readonly body: any;
}

/** Asks the API without any HTTP. @param path below `/v1`, perhaps with a query */
export type Call = (method: string, path: string, body?: unknown, caller?: Caller) => Promise<Called>;

// Of all calls of all fakes, so nobody may write to it.
const headers = Object.freeze({ 'content-type': 'application/json' });

/** @param client whom a call comes from that names nobody: the organisation itself, as with an access token */
export function typedCall(desk: Desk, client: string): Call {
  const machine: Caller = { id: client, machine: true };
  return async (method, path, body, caller = machine) => {
    if (typeof caller?.id !== 'string' || caller.id === '')
      throw new TypeError('port.call: a caller is { id, … }, who asks by that name');
    const mark = path.indexOf('?');
    const content = body === undefined ? undefined : JSON.stringify(body);
    const below = mark === -1 ? path : path.slice(0, mark);
    const answer = await desk.answer('typed', {
      method,
      path: below,
      fullPath: below,
      query: mark === -1 ? '' : path.slice(mark + 1),
      headers,
      content,
      body: () => (content === undefined ? { kind: 'none' } : { kind: 'text', text: content }),
      identify: () => caller,
    });
    if (answer.kind === 'reset') throw connectionReset();
    if (answer.stream) throw new TypeError(`${method} ${path} answers with a stream: ask by port.fetch`);
    if (answer.cutAt !== undefined) throw terminated();
    return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.body) };
  };
}

/** The call's body, unless it was refused. @throws Error with Port's own message */
export function accepted({ status, body }: Called, what: string): Called['body'] {
  if (status < 300) return body;
  throw new Error(`${what} was refused with ${status}: ${body.message}`);
}
