import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type PaceOptions, pacer } from '../src/safety/pacer.ts';

// The pauses of node:timers/promises, on the clock that the tests move.
vi.mock('node:timers/promises', () => ({
  setTimeout: (milliseconds: number, _: unknown, { signal }: { signal: AbortSignal }) =>
    new Promise<void>((resolve, reject) => {
      setTimeout(resolve, milliseconds);
      signal.addEventListener('abort', () => reject(signal.reason));
    }),
}));

const began = Date.parse('2026-01-01T00:00:00Z');
beforeEach(() => void vi.useFakeTimers({ now: began }));
afterEach(() => void vi.useRealTimers());

const { signal } = new AbortController();
setMaxListeners(0, signal);
const unbound: PaceOptions = { perSecond: 0, reserve: 0 };
const told = (remaining: number, { limit = 10, resets = 5 } = {}) => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(began / 1_000 + resets),
});

/** Takes turns and notes when each came, in milliseconds since the beginning. */
function taking(options: Partial<PaceOptions>) {
  const pace = pacer({ ...unbound, ...options });
  const came: number[] = [];
  const take = async (count = 1) => {
    const done = await pace.turn(count, signal);
    came.push(Date.now() - began);
    return done;
  };
  return { pace, came, take };
}

it('goes no faster than our own rate', async () => {
  const { take, came } = taking({ perSecond: 2 });
  for (let count = 0; count < 4; count += 1) void take().then((done) => done());
  await vi.advanceTimersByTimeAsync(2_000);
  expect(came).toEqual([0, 500, 1_000, 1_500]);
});

it('counts requests that go out at once as so many', async () => {
  const { take, came } = taking({ perSecond: 2 });
  void take(3).then((done) => [1, 2, 3].map(() => done()));
  void take().then((done) => done());
  await vi.advanceTimersByTimeAsync(2_000);
  expect(came).toEqual([0, 1_500]);
});

it('waits for the first answer, which tells the limit', async () => {
  const { take, came } = taking({});
  const first = await take();
  void take();
  void take();
  await vi.advanceTimersByTimeAsync(300);
  expect(came).toEqual([0]);
  first();
  await vi.advanceTimersByTimeAsync(100);
  expect(came).toHaveLength(3);
});

it('counts what is under way against what is left', async () => {
  const { take, came } = taking({});
  (await take())(told(3));
  const second = await take();
  await take();
  await take();
  void take();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(came).toHaveLength(4);
  // An answer whose number is smaller than it had to be: others ask too.
  second(told(0));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(came).toHaveLength(4);
});

it('leaves others their share until the window is over, and a second for its whole seconds', async () => {
  const { take, came } = taking({ reserve: 0.2 });
  (await take())(told(4));
  (await take())(told(3));
  (await take())(told(2));
  void take();
  await vi.advanceTimersByTimeAsync(5_900);
  expect(came).toEqual([0, 0, 0]);
  await vi.advanceTimersByTimeAsync(200);
  expect(came).toHaveLength(4);
  expect(came[3]).toBeGreaterThanOrEqual(6_000);
});

it('asks one at a time again when a window is over, since nobody knows the next one', async () => {
  const { take, came } = taking({});
  (await take())(told(0));
  void take();
  void take();
  await vi.advanceTimersByTimeAsync(6_200);
  expect(came).toHaveLength(2);
});

it('takes answers that come in another order than they were counted', async () => {
  const { take, came } = taking({});
  (await take())(told(9));
  const [second, third] = [await take(), await take()];
  third(told(0));
  second(told(1));
  void take();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(came).toHaveLength(3);
});

it('understands a reset told in seconds to go', async () => {
  const { take, came } = taking({});
  (await take())({ ...told(0), 'x-ratelimit-reset': '2' });
  void take();
  await vi.advanceTimersByTimeAsync(2_900);
  expect(came).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(came).toHaveLength(2);
});

it.each([
  ['none', {}],
  ['one of three', { 'x-ratelimit-remaining': '0' }],
  ['no numbers', { 'x-ratelimit-limit': '', 'x-ratelimit-remaining': 'none', 'x-ratelimit-reset': 'soon' }],
])('is not held up by headers that tell nothing: %s', async (_, headers) => {
  const { take, came } = taking({});
  (await take())(headers);
  for (let count = 0; count < 20; count += 1) await take();
  expect(came).toEqual(Array.from({ length: 21 }, () => 0));
});

it('waits after a 429 as long as it is told, else for the reset, else a second', () => {
  const { after429 } = pacer(unbound);
  expect(after429({ 'retry-after': '3' })).toBe(3_100);
  expect(after429({ 'retry-after': '0' })).toBe(100);
  expect(after429({ 'retry-after': '-5' })).toBe(100);
  expect(after429(told(0, { resets: 4 }))).toBe(5_000);
  expect(after429({ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT', ...told(0, { resets: 2 }) })).toBe(3_000);
  expect(after429(told(0, { resets: -60 }))).toBe(100);
  expect(after429({})).toBe(1_000);
});

it('stops waiting when the session is over', async () => {
  const pace = pacer({ ...unbound, perSecond: 0.1 });
  const controller = new AbortController();
  await pace.turn(1, controller.signal);
  const waiting = pace.turn(1, controller.signal);
  controller.abort(new Error('over'));
  await expect(waiting).rejects.toThrow('over');
});
