import type { Audit, AuditQuery, Store } from '@berth/core';
import { land } from './commits.ts';
import { at } from './instants.ts';
import { anAudit } from './records.ts';

const resources = ['run', 'entity', 'action', 'blueprint'] as const;
const changes = ['CREATE', 'UPDATE', 'DELETE'] as const;

/** Records that differ in everything that can be asked for, newest first. */
export async function auditVariety(store: Store): Promise<readonly Audit[]> {
  const audits = Array.from({ length: 48 }, (_, index) =>
    anAudit(`a_${String(index).padStart(2, '0')}`, {
      at: at(index >> 1),
      resource: resources[index % 4] ?? 'run',
      change: changes[index % 3] ?? 'CREATE',
      context: {
        run: index % 5 === 0 ? undefined : `r_${index % 5}`,
        entity: index % 7 < 3 ? `e_${index % 7}` : undefined,
        blueprint: index % 2 ? 'service' : 'team',
      },
    }),
  );
  await land(store, { audits });
  return audits.toReversed();
}

/** Each filter with a value for it, and what it lets through. */
export const auditFilters: Readonly<
  Record<string, readonly [query: Omit<AuditQuery, 'limit'>, passes: (audit: Audit) => boolean]>
> = {
  id: [{ id: 'a_17' }, ({ id }) => id === 'a_17'],
  run: [{ run: 'r_2' }, ({ context }) => context.run === 'r_2'],
  entity: [{ entity: 'e_1' }, ({ context }) => context.entity === 'e_1'],
  blueprint: [{ blueprint: 'service' }, ({ context }) => context.blueprint === 'service'],
  change: [{ change: 'DELETE' }, ({ change }) => change === 'DELETE'],
  'one resource': [{ resources: ['entity'] }, ({ resource }) => resource === 'entity'],
  'several resources': [
    { resources: ['blueprint', 'run'] },
    ({ resource }) => resource === 'run' || resource === 'blueprint',
  ],
  'its beginning': [{ from: at(9) }, (audit) => audit.at >= at(9)],
  'its end': [{ to: at(9) }, (audit) => audit.at <= at(9)],
  'both ends': [{ from: at(5), to: at(14) }, (audit) => audit.at >= at(5) && audit.at <= at(14)],
};
