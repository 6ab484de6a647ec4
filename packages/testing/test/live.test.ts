import { get, type IncomingMessage } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFakePort, type FaultEffect } from '../src/index.ts';
import { deploy, messageOf } from './scenery.ts';

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** A fake with a run of some lines, and both ways to ask it over HTTP or what looks like it. */
async function scene() {
  const port = createFakePort({ actions: [deploy] });
  const { url, close } = await port.listen();
  onTestFinished(close);
  const run = await port.execute('deploy');
  const say = (message: string, more: object = {}) =>
    port.call('POST', `/actions/runs/${run.id}/logs`, { message, ...more });
  for (const message of ['one', 'two']) await say(message);
  const login = await port.call('POST', '/auth/access_token', port.credentials);
  const headers = { authorization: `Bearer ${login.body.accessToken}` };
  const events = `/v1/berth/runs/${run.id}/events`;
  const lanes: readonly (readonly [name: string, ask: Fetch])[] = [
    ['port.fetch', (path, init) => port.fetch(`${port.baseUrl}${path}`, { headers, ...init })],
    ['port.listen', (path, init) => fetch(`${url}${path}`, { headers, ...init })],
  ];
  return { port, url, headers, run, say, events, lanes };
}

/** Reads on until so much has come; leaves the rest. */
async function textUntil(reader: ReadableStreamDefaultReader<Uint8Array>, is: (text: string) => boolean) {
  const decoder = new TextDecoder();
  let text = '';
  while (!is(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  return text;
}

function readerOf({ body }: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (!body) throw new Error('There is nothing to read');
  return body.getReader();
}

/** All that has come when the connection breaks; `fetch` throws away what has not been read by then. */
async function overHttp(url: string, headers: Readonly<Record<string, string>>) {
  const response = await new Promise<IncomingMessage>((resolve) => {
    get(url, { headers }, resolve);
  });
  let text = '';
  response.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const error = await new Promise<string>((resolve) => {
    response.once('end', () => resolve('nothing')).once('error', ({ message }) => resolve(message));
  });
  return { text, error };
}

describe('a stream of the fake', () => {
  it('tells what happened, what happens, and the end, by fetch and over HTTP', async () => {
    const { say, events, lanes } = await scene();
    const answers = await Promise.all(lanes.map(([, ask]) => ask(events)));
    const readers = answers.map(readerOf);
    for (const reader of readers) await textUntil(reader, (text) => text.includes('"two"'));
    await say('three', { terminationStatus: 'SUCCESS' });
    for (const [at, reader] of readers.entries()) {
      const text = await textUntil(reader, () => false);
      expect(text).toContain('"three"');
      expect(text.endsWith('event: end\ndata: {"status":"SUCCESS"}\n\n')).toBe(true);
      expect(answers[at]?.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    }
  });

  it('is not for a call that answers with what was parsed, which says so', async () => {
    const { port, run } = await scene();
    const path = `/berth/runs/${run.id}/events`;
    expect(await messageOf(port.call('GET', path))).toBe(
      `GET ${path} answers with a stream: ask by port.fetch`,
    );
  });

  it('ends when the fake is put back, as does one that its client gives up', async () => {
    const { port, events, lanes } = await scene();
    const readers = await Promise.all(lanes.map(async ([, ask]) => readerOf(await ask(events))));
    const given = new AbortController();
    const [[, ask] = []] = lanes;
    const left = ask && readerOf(await ask(events, { signal: given.signal }));
    for (const reader of readers) await textUntil(reader, (text) => text.includes('"two"'));
    given.abort(new Error('seen enough'));
    if (left) expect(await messageOf(textUntil(left, () => false))).toBe('seen enough');
    port.reset();
    for (const reader of readers) expect(await textUntil(reader, () => false)).toBe('');
  });

  it('ends when the fake is disposed of', async () => {
    const { port, events, lanes } = await scene();
    const [[, ask] = []] = lanes;
    const reader = ask && readerOf(await ask(events));
    if (reader) await textUntil(reader, (text) => text.includes('"two"'));
    await port[Symbol.asyncDispose]();
    expect(reader && (await textUntil(reader, () => false))).toBe('');
  });
});

describe('a fault of a stream', () => {
  const meeting = async (effect: FaultEffect) => {
    const given = await scene();
    given.port.fault({ op: 'runs.follow', effect });
    return given;
  };

  it('lets only so many bytes arrive, and then what is no end', async () => {
    const { port, events, lanes, url, headers } = await meeting({ kind: 'truncate', atByte: 40 });
    const [[, ask] = []] = lanes;
    const reader = ask && readerOf(await ask(events));
    const text = reader && (await textUntil(reader, (so) => so.length >= 40));
    expect([text?.length, text?.slice(0, 17)]).toEqual([40, 'id: 1\nevent: log\n']);
    if (reader) expect(await messageOf(textUntil(reader, () => false))).toBe('terminated');
    expect(await overHttp(`${url}${events}`, headers)).toEqual({ text, error: 'aborted' });
    expect(port.journal.all({ op: 'runs.follow' })).toHaveLength(2);
  });

  it('breaks one off that has come to its end, and is journalled as what had no whole answer', async () => {
    const { port, run, say, events, lanes } = await meeting({ kind: 'truncate', atByte: 1_000_000 });
    await say('three', { terminationStatus: 'SUCCESS' });
    for (const [name, ask] of lanes) {
      const answer = await ask(events);
      expect([name, await messageOf(answer.text())]).toEqual([name, 'terminated']);
    }
    expect(port.journal.all({ run: run.id, op: 'runs.follow' }).map(({ state }) => state)).toEqual([
      'aborted',
      'aborted',
    ]);
  });

  it('lets nothing arrive of a character that it cuts in two', async () => {
    const { events, lanes, say } = await scene();
    await say('✓', { terminationStatus: 'SUCCESS' });
    const whole = await (await lanes[0]?.[1](events))?.text();
    const before = whole?.slice(0, whole.indexOf('✓')) ?? '';
    const { port, url, headers } = await meeting({ kind: 'truncate', atByte: Buffer.byteLength(before) + 1 });
    const { id } = port.runs()[0] ?? {};
    await port.call('POST', `/actions/runs/${id}/logs`, { message: '✓', terminationStatus: 'SUCCESS' });
    expect(await overHttp(`${url}${events}`, headers)).toEqual({ text: before, error: 'aborted' });
  });

  it.each(['reset', 'lost-response'] as const)('of the kind %s lets nothing arrive', async (kind) => {
    const { events, lanes } = await meeting({ kind });
    for (const [name, ask] of lanes) expect(await messageOf(ask(events)), name).toBe('fetch failed');
  });

  it('of the kind malformed leaves an event without its end', async () => {
    const { events, lanes } = await meeting({ kind: 'malformed' });
    for (const [name, ask] of lanes) {
      const answer = await ask(events);
      const text = await answer.text();
      expect([name, answer.status, text.startsWith('data: '), text.includes('\n\n')]).toEqual([
        name,
        200,
        true,
        false,
      ]);
    }
  });
});
