import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFakePort } from '@berth/testing';
import type { Lab } from '../../src/lab/lab.ts';
import { openLab } from '../../src/lab/make-lab.ts';
import type { ExchangeEvent } from '../../src/session/events.ts';
import { openSession } from '../../src/session/open-session.ts';
import { fetchTarget } from '../../src/target/fetch-target.ts';
import type { Target, WireRequest, WireResponse } from '../../src/target/target.ts';

type Profile = 'seed' | 'openapi';
export type Send = (request: WireRequest) => Promise<WireResponse>;
/** A way to be wrong: what stands before a right target. */
export type Fault = (send: Send) => Send;

/** A right target, or one with a fault. */
export function target(profile: Profile = 'openapi', fault: Fault = (send) => send): Target {
  const { fetch, credentials } = createFakePort({ profile });
  const right = fetchTarget((request) => fetch(request), {
    name: 'a fake',
    base: 'http://port.test/v1',
    credentials,
  });
  const send = fault((request) => right.send(request));
  return { ...right, capabilities: ['tokens', 'actions-admin', 'entities', 'audit'], send };
}

/** Labs of one session over a target, and what they sent. */
export function labsOver(
  target: Target,
  { profile = 'openapi', settle = 0 }: { profile?: Profile; settle?: number } = {},
) {
  const exchanges: ExchangeEvent[] = [];
  const { session, connected, made, capable } = openSession({ target, profile, settle }, (event) =>
    exchanges.push(event),
  );
  capable(target.capabilities ?? []);
  const labFor = async (purpose: string): Promise<Lab> =>
    (await openLab(session, connected, made, purpose)).lab;
  return { labFor, session, exchanges };
}

/** The run and the body of a write to a run or its log. */
export function writeIn({ method, path, body }: WireRequest) {
  const [, run, log] = /^\/actions\/runs\/([^/?]+)(\/logs)?/.exec(path) ?? [];
  if (run === undefined || typeof body !== 'string' || method === 'GET') return undefined;
  return { run, log: log !== undefined, json: JSON.parse(body) as Record<string, unknown> };
}

/** The answer with its JSON changed. */
export function changed(
  response: WireResponse,
  change: (body: Record<string, unknown>) => object,
): WireResponse {
  return { ...response, text: JSON.stringify(change(JSON.parse(response.text))) };
}

/** A label that follows another one is answered as if it were set, and is not. */
export const secondLabelDropped: Fault = (send) => {
  const labelled = new Set<string>();
  return async (request) => {
    const write = writeIn(request);
    if (!write || write.log || !('statusLabel' in write.json)) return send(request);
    const { run, json } = write;
    if (Object.keys(json).length > 1 || !labelled.has(run)) {
      labelled.add(run);
      return send(request);
    }
    const answer = await send({ ...request, body: '{}' });
    if (answer.status !== 200) return answer;
    return changed(answer, (body) => ({
      ...body,
      run: { ...(body.run as object), statusLabel: json.statusLabel },
    }));
  };
};

/** The target over HTTP. */
export async function listening({ send }: Target): Promise<{ url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const body = chunks.length > 0 ? Buffer.concat(chunks).toString() : undefined;
    const { 'content-type': type = '', authorization = '' } = headers;
    const answer = await send({
      method,
      path: url.replace(/^\/v1/, ''),
      headers: { 'content-type': type, authorization },
      body,
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
