import type { Duration } from '../time/duration.ts';
import type { WaitOptions } from '../time/waits.ts';
import { type Control, get, post, remove, waitKeys } from './control.ts';

export const timeControls: readonly Control[] = [
  get('clock.now', '/clock', ({ port }) => ({ now: port.clock.now })),
  // By a duration, or by the milliseconds that the first programs said.
  post<{ by?: Duration; milliseconds?: number }>(
    'clock.advance',
    '/clock/advance',
    ['by', 'milliseconds'],
    async ({ port }, _, { milliseconds = Number.NaN, by = milliseconds }) => ({
      ...(await port.clock.advance(by)),
      now: port.clock.now,
    }),
  ),
  post<{ to: string | number }>('clock.advanceTo', '/clock/advance-to', ['to'], ({ port }, _, { to }) =>
    port.clock.advanceTo(to),
  ),
  post('clock.advanceToNext', '/clock/advance-to-next', [], ({ port }) => port.clock.advanceToNext()),
  get('clock.pending', '/clock/pending', ({ port }) => ({ pending: port.clock.pending() })),
  post<{ why: string }>('clock.hold', '/clock/holds', ['why'], ({ port, registered }, _, { why }) => ({
    id: registered.add(port.clock.hold(why)),
  })),
  remove('clock.hold', '/clock/holds/:hold', ({ registered }, { hold = '' }) =>
    registered.take(hold)[Symbol.dispose](),
  ),
  post<WaitOptions>('settle', '/settle', waitKeys, ({ port }, _, wait) => port.settle(wait)),
  get('timeline', '/timeline', ({ port }) => port.timeline()),
];
