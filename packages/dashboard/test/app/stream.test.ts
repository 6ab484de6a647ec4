import { afterEach, describe, expect, test, vi } from 'vitest';
import { backoff } from '../../app/live/backoff.ts';
import { coalesce } from '../../app/live/coalesce.ts';
import { connect } from '../../app/live/connect.ts';
import { Cursor } from '../../app/live/cursor.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the place of a reader in a stream', () => {
  test('lets every event through once, in order, whatever is sent again', () => {
    const cursor = new Cursor();
    const taken = [1, 2, 2, 1, 3, 2, 3, 5].filter((seq) => cursor.takes(seq));
    expect(taken).toEqual([1, 2, 3, 5]);
    expect(cursor.last).toBe(5);
    expect(cursor.takes(Number.NaN)).toBe(false);
  });
});

describe('the wait before another try', () => {
  test('doubles up to a limit, and is spread over its upper half', () => {
    expect([1, 2, 3, 4, 50].map((failures) => backoff(failures, () => 1))).toEqual([
      500, 1000, 2000, 4000, 20_000,
    ]);
    expect(backoff(1, () => 0)).toBe(250);
  });
});

describe('doing something again and again', () => {
  test('is done once for many askings, and once more for those meanwhile', async () => {
    vi.useFakeTimers();
    let count = 0;
    const ask = coalesce(async () => {
      count += 1;
    }, 100);
    ask();
    ask();
    ask();
    expect(count).toBe(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(count).toBe(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(count).toBe(2);
    ask();
    expect(count).toBe(3);
  });
});

describe('a connection to a stream', () => {
  const answer = (body: string | ReadableStream | null, status = 200) => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));
  };
  const read = async (isLast = (_: string) => false) => {
    const seen: (string | undefined)[] = [];
    const event = ({ id, data }: { readonly id?: string | undefined; readonly data: string }) => {
      seen.push(id);
      return isLast(data);
    };
    const outcome = await connect(
      'http://x.example',
      { opened: () => {}, event },
      new AbortController().signal,
    );
    return { outcome, seen };
  };

  test('hands over what it reads, and is lost when it just ends', async () => {
    answer(': beat\n\nid: 1\ndata: a\n\nid: 2\ndata: b\n\n');
    expect(await read()).toEqual({ outcome: { kind: 'lost', heard: true }, seen: ['1', '2'] });
  });

  test('ends with the last event, and takes none behind it', async () => {
    answer('id: 1\ndata: a\n\nid: 2\ndata: end\n\nid: 3\ndata: c\n\n');
    expect(await read((data) => data === 'end')).toEqual({ outcome: { kind: 'ended' }, seen: ['1', '2'] });
  });

  test('has ended where there is nothing more', async () => {
    answer(null, 204);
    expect((await read()).outcome).toEqual({ kind: 'ended' });
  });

  test.each([401, 403, 404])('is refused with %d, in the words of the server', async (status) => {
    answer('{"ok":false,"error":"no","message":"Not you"}', status);
    const { outcome } = await read();
    expect(outcome).toMatchObject({ kind: 'refused', error: { status, code: 'no', message: 'Not you' } });
  });

  test.each([408, 429, 500, 503])('is lost with %d, which may pass', async (status) => {
    answer('', status);
    expect((await read()).outcome).toEqual({ kind: 'lost', heard: false });
  });

  test('is lost where nobody answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
    expect((await read()).outcome).toEqual({ kind: 'lost', heard: false });
  });

  test('is dead after half a minute without a byte', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
      const body = new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode('id: 1\ndata: a\n\n'));
          signal.addEventListener('abort', () => controller.error(signal.reason));
        },
      });
      return Promise.resolve(new Response(body));
    });
    const reading = read();
    await vi.advanceTimersByTimeAsync(29_000);
    const early = await Promise.race([reading, Promise.resolve('still open')]);
    expect(early).toBe('still open');
    await vi.advanceTimersByTimeAsync(1500);
    expect(await reading).toEqual({ outcome: { kind: 'lost', heard: true }, seen: ['1'] });
  });
});
