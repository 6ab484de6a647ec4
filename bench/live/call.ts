import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

const agent = new Agent({ keepAlive: true });

/** One request over a kept connection. @returns the body of an answer below 300 */
export function call(method: string, url: string, body?: object): Promise<string> {
  const sent = body === undefined ? '' : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(sent),
      'x-user': 'bench',
    };
    const asked = request(url, { method, agent, headers }, (response) => {
      text(response).then((answer) => {
        if ((response.statusCode ?? 0) < 300) resolve(answer);
        else reject(new Error(`${method} ${url}: ${response.statusCode} ${answer}`));
      }, reject);
    });
    asked.on('error', reject);
    asked.end(sent);
  });
}

export function appendLine(origin: string, run: string, message: string): Promise<string> {
  return call('POST', `${origin}/v1/actions/runs/${run}/logs`, { message });
}

export async function newRun(origin: string): Promise<string> {
  const answer = await call('POST', `${origin}/v1/actions/deploy/runs`, { properties: {} });
  return (JSON.parse(answer) as { run: { id: string } }).run.id;
}
