import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Target, WireResponse } from '@berth/conformance';

export interface TargetServer {
  readonly url: string;
  /** Every token that was given. */
  readonly tokens: readonly string[];
  /** What was taken and changed something, as `POST /actions`. */
  readonly writes: readonly string[];
  /** Resolves when so many requests were answered. */
  answered(count: number): Promise<void>;
  close(): void;
}

/** A target of this process over HTTP, as a server somewhere else. `before` may answer in its place. */
export async function serveTarget(
  target: Target,
  before: (method: string, path: string) => WireResponse | undefined = () => undefined,
): Promise<TargetServer> {
  const tokens: string[] = [];
  const writes: string[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let answered = 0;
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const path = url.replace(/^\/v1/, '');
    const body = await text(request);
    const sent = { method, path, headers: plain(headers), body: body === '' ? undefined : body };
    const answer = before(method, path) ?? (await target.send(sent));
    const { accessToken } = JSON.parse(answer.text) as { accessToken?: string };
    if (accessToken !== undefined) tokens.push(accessToken);
    else if (method !== 'GET' && answer.status < 300) writes.push(`${method} ${path}`);
    const { 'content-length': _, ...rest } = answer.headers;
    response.writeHead(answer.status, rest).end(answer.text);
    answered += 1;
    for (const { count, resolve } of waiting) if (answered >= count) resolve();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokens,
    writes,
    answered: (count) => new Promise((resolve) => waiting.push({ count, resolve })),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
