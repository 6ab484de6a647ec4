import { afterEach, describe, expect, it, vi } from 'vitest';
import { BEAT_MS, MAX_STREAMS, MAX_STREAMS_PER_CALLER, STALL_MS } from '../../src/limits.ts';
import { Places } from '../../src/live/places.ts';
import { withBeats } from '../../src/live/with-beats.ts';
import { pump } from '../../src/protocol/pump.ts';
import { streamBody } from '../../src/protocol/stream-body.ts';

afterEach(() => {
  vi.useRealTimers();
});

async function* nothingYet(over: AbortSignal): AsyncGenerator<string, void> {
  await new Promise((resolve) => over.addEventListener('abort', resolve));
}

describe('a stream with beats', () => {
  it('ends at the next beat once its caller may not have it, and its source with it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const over = new AbortController();
    let isAllowed = true;
    const stream = withBeats(nothingYet(over.signal), async () => isAllowed, over);
    const first = stream.next();
    vi.advanceTimersByTime(BEAT_MS);
    expect(await first).toEqual({ value: ': beat\n\n', done: false });
    isAllowed = false;
    const second = stream.next();
    vi.advanceTimersByTime(BEAT_MS);
    expect(await second).toEqual({ value: undefined, done: true });
    expect(over.signal.aborted).toBe(true);
  });

  it('fails with its source, though that fails while the caller is asked about', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let fail = (_: Error) => {};
    async function* failing(): AsyncGenerator<string, void> {
      yield 'one';
      await new Promise((_, reject) => {
        fail = reject;
      });
    }
    const isAllowed = async () => {
      fail(new Error('out of reach'));
      // An unhandled rejection would be told of by now, and fail the test's process.
      await new Promise((resolve) => setImmediate(resolve));
      return true;
    };
    const stream = withBeats(failing(), isAllowed, new AbortController());
    await stream.next();
    vi.advanceTimersByTime(BEAT_MS);
    expect((await stream.next()).value).toBe(': beat\n\n');
    await expect(stream.next()).rejects.toThrow('out of reach');
  });
});

describe('a body that streams', () => {
  async function* three() {
    yield* ['a', 'b', 'c'];
  }

  it('is read whole by a reader that waits for two pieces at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reader = streamBody(three).getReader();
    const [one, two] = await Promise.all([reader.read(), reader.read()]);
    const text = [one, two, await reader.read()].map(({ value }) => new TextDecoder().decode(value));
    expect(text).toEqual(['a', 'b', 'c']);
  });

  it('is cut when nobody reads it for too long, and holds one piece until then', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const given: string[] = [];
    const gone = new AbortController();
    let cuts = 0;
    async function* counted() {
      for await (const piece of three()) {
        given.push(piece);
        yield piece;
      }
    }
    const sink = { write: () => new Promise(() => {}), end: () => {}, cut: () => (cuts += 1) };
    const pumping = pump(counted, sink, gone);
    await new Promise((resolve) => setImmediate(resolve));
    expect([given, cuts]).toEqual([['a'], 0]);
    vi.advanceTimersByTime(STALL_MS);
    await pumping;
    expect([cuts, gone.signal.aborted]).toEqual([1, true]);
  });
});

it('a caller has so many places for streams, and has one again once a stream is left', async () => {
  const places = new Places();
  const caller = { id: 'one', machine: true };
  const gone = Array.from({ length: MAX_STREAMS_PER_CALLER }, () => new AbortController());
  const open = gone.map(({ signal }) =>
    places
      .taking(caller, (over) => nothingYet(over.signal))(signal)
      [Symbol.asyncIterator]()
      .next(),
  );
  expect([places.hasRoom(caller), places.hasRoom({ id: 'another', machine: true })]).toEqual([false, true]);
  gone[0]?.abort();
  await open[0];
  expect(places.hasRoom(caller)).toBe(true);
  places.endAll();
  expect((await Promise.all(open)).every(({ done }) => done)).toBe(true);
});

it('a process has so many places for streams, whoever they are for', async () => {
  const places = new Places();
  const open = Array.from({ length: MAX_STREAMS }, (_, number) =>
    places
      .taking({ id: `${number}` }, (over) => nothingYet(over.signal))(new AbortController().signal)
      [Symbol.asyncIterator]()
      .next(),
  );
  expect(places.hasRoom({ id: 'another' })).toBe(false);
  places.endAll();
  await Promise.all(open);
  expect(places.hasRoom({ id: 'another' })).toBe(true);
});
