import type { Caller } from '@berth/core';
import type { Berth } from './berth.ts';
import type { Reply } from './protocol/exchange.ts';

/**
 * A request from within the process, by a caller who needs no token; it goes the way of every other one.
 * @param path below the mount, perhaps with a query
 */
export async function callInProcess(
  berth: Berth,
  { method, path, body, caller }: { method: string; path: string; body: object; caller: Caller },
): Promise<Reply<string>> {
  const [below = '', query = ''] = path.split('?');
  const {
    status,
    headers,
    body: answer,
  } = await berth.answer({
    method,
    path: below,
    query,
    header: (name) => (name === 'content-type' ? 'application/json' : undefined),
    body: () => ({ kind: 'text', text: JSON.stringify(body) }),
    identify: () => caller,
  });
  if (typeof answer !== 'string') throw new TypeError(`${method} ${path} answers with a stream`);
  return { status, headers, body: answer };
}
