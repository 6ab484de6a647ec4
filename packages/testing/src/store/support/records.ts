import type { Audit, Receipt } from '@berth/core';
import { at } from './instants.ts';
import { aRun } from './runs.ts';

/** An audit record of a run. */
export function anAudit(id: string, { context, ...over }: AuditParts = {}): Audit {
  return {
    id,
    resource: 'run',
    change: 'CREATE',
    at: at(0),
    by: { id: 'ada', email: 'ada@example.com', machine: true },
    context: { run: undefined, action: undefined, blueprint: undefined, entity: undefined, ...context },
    before: null,
    after: aRun('r_1'),
    ...over,
  };
}

type AuditParts = Partial<Omit<Audit, 'context'>> & { readonly context?: Partial<Audit['context']> };

export function aReceipt(id: string, over: Partial<Receipt> = {}): Receipt {
  return { id, at: at(0), fingerprint: 'f', answer: { ok: true }, ...over };
}
