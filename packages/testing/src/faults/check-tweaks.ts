import { skewOf } from '../time/duration.ts';
import { isCount } from './is-count.ts';
import type { DeliveryTweaks } from './rule.ts';

const signatures = ['valid', 'missing', 'wrong-secret', 'tampered-body'];
const orders = ['fifo', 'reverse', 'shuffled'];

/** The names of all tweaks. */
export const tweaks: readonly (keyof DeliveryTweaks)[] = ['signature', 'timestampSkew', 'times', 'order'];

/** @throws RangeError for what is no span of time; all else is told to `fail` */
export function checkTweaks(
  { signature = 'valid', timestampSkew = 0, times = 1, order = 'fifo' }: DeliveryTweaks,
  fail: (why: string) => never,
): void {
  if (!signatures.includes(signature)) fail(`"signature" is one of ${signatures.join(', ')}`);
  if (!orders.includes(order)) fail(`"order" is one of ${orders.join(', ')}`);
  if (!isCount(times, 1)) fail('"times" is a whole number, 1 or more');
  skewOf(timestampSkew);
}
