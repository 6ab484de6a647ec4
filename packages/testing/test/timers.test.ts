import { expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';

/** A number below 1, from the last one. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

it('a thousand timers fire in the order of a sorted list, whichever are called off', async () => {
  const draw = numbers(7);
  const next = () => draw.next().value as number;
  const { clock } = createFakePort({ now: 0 });
  const fired: number[] = [];
  const made = Array.from({ length: 1_000 }, (_, ordinal) => {
    const at = Math.floor(next() * 300);
    return { at, ordinal, timer: clock.setTimeout(() => fired.push(ordinal), at), isOff: next() < 0.7 };
  });
  for (const { isOff, timer } of made) if (isOff) timer[Symbol.dispose]();
  const kept = made.filter(({ isOff }) => !isOff).sort((a, b) => a.at - b.at || a.ordinal - b.ordinal);
  expect(clock.pending().map(({ at }) => at.getTime())).toEqual(kept.map(({ at }) => at));
  await clock.advance(300);
  expect(fired).toEqual(kept.map(({ ordinal }) => ordinal));
  expect(clock.pending()).toEqual([]);
});
