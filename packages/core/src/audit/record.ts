import { blueprintOf } from '../catalog/action.ts';
import type { CatalogEvent } from '../catalog/event.ts';
import { later, type Occasion } from '../occasion.ts';
import type { RunEvent } from '../run/event.ts';
import type { Run } from '../run/run.ts';
import type { Audit, AuditContext } from './audit.ts';

/** The record of one catalog event, tied to `run` when it is a step of one. */
export function auditOfCatalog(
  id: string,
  event: CatalogEvent,
  run: string | undefined,
  { at, by }: Occasion,
): Audit {
  return {
    id,
    resource: event.kind,
    change: event.change,
    // Later than the change before it, as the document itself says, so that a subject's records are in their order.
    at: event.change === 'DELETE' ? later(event.before.updatedAt, at) : event.after.updatedAt,
    by,
    context: { ...subject(event), run },
    before: event.before ?? null,
    after: event.after ?? null,
  };
}

function subject(event: CatalogEvent): Omit<AuditContext, 'run'> {
  switch (event.kind) {
    case 'entity': {
      const { blueprint, identifier } = event.after ?? event.before;
      return { blueprint, entity: identifier, action: undefined };
    }
    case 'blueprint': {
      const { definition } = event.after ?? event.before;
      return { blueprint: definition.identifier, entity: undefined, action: undefined };
    }
    case 'action': {
      const action = event.after ?? event.before;
      return { blueprint: blueprintOf(action), entity: undefined, action: action.definition.identifier };
    }
  }
}

/** A run's creation, its approvals and its end are kept; labels, links and log lines are the run's own content. */
export function auditOfRun(
  newId: (kind: 'event') => string,
  before: Run | undefined,
  after: Run,
  events: readonly RunEvent[],
  { by }: Occasion,
): Audit | undefined {
  const worthIt = events.some(
    ({ type }) => type === 'started' || type === 'moved' || type === 'approval given',
  );
  if (!worthIt) return undefined;
  return {
    id: newId('event'),
    resource: 'run',
    change: before ? 'UPDATE' : 'CREATE',
    at: after.updatedAt,
    by,
    context: { run: after.id, action: after.action, blueprint: after.blueprint, entity: after.entity },
    before: before ?? null,
    after,
  };
}
