import type { Berth, Caller } from '@berth/http';

/** Asks the API in process, as somebody it lets in. @param target a path below `/v1`, perhaps with a query */
export async function ask(berth: Berth, caller: Caller, method: string, target: string, body: object) {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const [path = '', query = ''] = target.split('?');
  const answer = await berth.answer({
    method,
    path,
    query,
    header: (name) => (name === 'content-type' ? 'application/json' : undefined),
    body: async () => ({ kind: 'bytes', bytes }),
    identify: () => caller,
  });
  return { status: answer.status, body: JSON.parse(String(answer.body)) };
}
