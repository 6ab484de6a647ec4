import { expect, it } from 'vitest';
import { fetchTarget } from '../src/target/fetch-target.ts';
import type { WireRequest } from '../src/target/target.ts';

const request: WireRequest = { method: 'POST', path: '/actions/runs?limit=1', headers: { 'x-a': 'b' } };

/** What a `fetch` in this process gets, and the answer to it. */
async function seen(sent: Partial<WireRequest>, answer: () => Response = () => new Response('{}')) {
  const got: { method: string; url: string; headers: Headers; body: string }[] = [];
  const target = fetchTarget(
    async ({ method, url, headers, ...rest }) => {
      void rest;
      got.push({ method, url, headers, body: '' });
      return answer();
    },
    { name: 'an app', base: 'http://app.test/v1', credentials: { token: 't' } },
  );
  return { target, response: await target.send({ ...request, ...sent }), got };
}

/** The body that arrives. */
async function arrived(body: WireRequest['body']): Promise<string> {
  const { send } = fetchTarget(async (each) => new Response(await each.text()), {
    name: 'echo',
    base: 'http://app.test/v1',
    credentials: { token: 't' },
  });
  return (await send({ ...request, body })).text;
}

it('hands a Request on and answers with what comes of it', async () => {
  const answer = () => new Response('{"ok":false}', { status: 404, headers: { 'X-Trace-Id': 'abc' } });
  const { target, response, got } = await seen({}, answer);
  expect([target.name, target.credentials]).toEqual(['an app', { token: 't' }]);
  expect(response).toMatchObject({ status: 404, text: '{"ok":false}', headers: { 'x-trace-id': 'abc' } });
  expect(got[0]).toMatchObject({ method: 'POST', url: 'http://app.test/v1/actions/runs?limit=1' });
  expect(got[0]?.headers.get('x-a')).toBe('b');
});

it('sends a body as text, as bytes, as a stream, or none', async () => {
  async function* stream() {
    yield Buffer.from('{"a"');
    yield Buffer.from(':1}');
  }
  expect(
    await Promise.all([arrived('ü'), arrived(Buffer.from('ü')), arrived(stream()), arrived(undefined)]),
  ).toEqual(['ü', 'ü', '{"a":1}', '']);
});

it('hands the signal on', async () => {
  const { send } = fetchTarget(
    ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    { name: 'hanging', base: 'http://app.test/v1', credentials: { token: 't' } },
  );
  const controller = new AbortController();
  const sending = send(request, controller.signal);
  controller.abort(new Error('enough'));
  await expect(sending).rejects.toThrow('enough');
});

it('rejects when the app throws', async () => {
  const { send } = fetchTarget(() => Promise.reject(new TypeError('of the app')), {
    name: 'throwing',
    base: 'http://app.test/v1',
    credentials: { token: 't' },
  });
  await expect(send(request)).rejects.toThrow('of the app');
});
