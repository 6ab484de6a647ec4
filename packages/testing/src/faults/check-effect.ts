import { millisecondsOf } from '../time/duration.ts';
import { checkTweaks, tweaks } from './check-tweaks.ts';
import { isCount } from './is-count.ts';
import type { FaultEffect } from './rule.ts';
import { errors } from './spoil.ts';

/** What each kind of effect has to say beside its name. */
const kinds: Readonly<Record<FaultEffect['kind'], readonly string[]>> = {
  status: ['status', 'error', 'retryAfter'],
  latency: ['by'],
  hang: [],
  reset: [],
  truncate: ['atByte'],
  malformed: [],
  'lost-response': [],
  'stale-read': ['by'],
  'claim-lost': [],
  delivery: tweaks,
};

/** @throws RangeError for what is no span of time; all else is told to `fail` */
export function checkEffect(effect: FaultEffect | undefined, fail: (why: string) => never): void {
  const known = effect && Object.hasOwn(kinds, effect.kind) ? kinds[effect.kind] : undefined;
  if (!effect || !known) throw fail(`an effect is one of ${Object.keys(kinds).join(', ')}`);
  const { kind } = effect;
  const stranger = Object.keys(effect).find((key) => key !== 'kind' && !known.includes(key));
  if (stranger !== undefined)
    fail(`the effect "${kind}" has ${known.join(', ') || 'nothing to say'}, not "${stranger}"`);
  if (kind === 'latency' || kind === 'stale-read') millisecondsOf(effect.by);
  if (kind === 'truncate' && !isCount(effect.atByte, 0)) fail('"atByte" is a whole number, 0 or more');
  if (kind === 'status') {
    const statuses: readonly number[] = Object.keys(errors).map(Number);
    if (!statuses.includes(effect.status)) fail(`"status" is one of ${statuses.join(', ')}`);
    if (typeof (effect.error ?? '') !== 'string') fail('"error" is a text');
    if (effect.retryAfter !== undefined) millisecondsOf(effect.retryAfter);
  }
  if (kind === 'delivery') checkTweaks(effect, fail);
}
