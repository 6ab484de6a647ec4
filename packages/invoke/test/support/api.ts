import type { IncomingHttpHeaders } from 'node:http';
import { listening } from '../outgoing/listening.ts';

export interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

type Answer = readonly [status: number, content?: object];

/** Another system's API on this machine: remembers what it is asked, and answers by the method and the path. */
export async function api(answer: (method: string, path: string, nth: number) => Answer) {
  const heard: Heard[] = [];
  const { port } = await listening(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    heard.push({ method, url, headers, text: Buffer.concat(chunks).toString() });
    const [status, content] = answer(method, url.split('?')[0] ?? '', heard.length);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(content === undefined ? '' : JSON.stringify(content));
  });
  return { heard, url: `http://127.0.0.1:${port}` };
}
