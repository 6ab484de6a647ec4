import type { Caller, Exchange } from '@berth/http';

export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly identify?: () => Caller | undefined;
}

/** A request as an adapter hands it over. */
export function exchange({ method = 'GET', path, headers = {}, body, identify }: Asked): Exchange {
  const sent = body === undefined ? {} : { 'content-type': 'application/json' };
  const all: Readonly<Record<string, string>> = { ...sent, ...headers };
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return {
    method,
    path,
    query: '',
    header: (name) => all[name],
    body: async () => (body === undefined ? { kind: 'none' } : { kind: 'bytes', bytes }),
    identify,
  };
}
