import { ruleKeys } from '../faults/check-rule.ts';
import type { FaultRule } from '../faults/rule.ts';
import { type Control, get, post, remove } from './control.ts';

export const faultControls: readonly Control[] = [
  post<FaultRule>('fault', '/faults', ruleKeys, ({ port, faults }, _, rule) => ({
    id: faults.add({ rule, fault: port.fault(rule) }),
  })),
  get('fault.hits', '/faults', ({ faults }) => ({
    faults: faults
      .all()
      .map(([id, { rule, fault }]) => ({ id, rule, hits: fault.hits, skipped: fault.skipped })),
  })),
  post<{ times?: number }>(
    'fault.assertFired',
    '/faults/:fault/assert-fired',
    ['times'],
    (to, { fault = '' }, { times }) => to.faults.get(fault).fault.assertFired(times),
  ),
  remove('fault.remove', '/faults/:fault', ({ faults }, { fault = '' }) => faults.take(fault).fault.remove()),
];
