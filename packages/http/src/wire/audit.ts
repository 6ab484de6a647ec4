import type { Audit } from '@berth/core';
import { definitionToWire } from './definition.ts';
import { runToWire } from './run.ts';

/** A record of the audit log as a client sees it; an entity's records under a run are the run's affected entities. */
export function auditToWire({ id, resource, change, at, by, context, before, after }: Audit) {
  return {
    identifier: id,
    action: change,
    resourceType: resource,
    status: 'SUCCESS',
    trigger: { by: { userId: by.id, user: { email: by.email } }, origin: 'API', at },
    context: {
      blueprint: context.blueprint,
      entity: context.entity,
      action: context.action,
      runId: context.run,
    },
    diff: { before: sideToWire(before), after: sideToWire(after) },
    additionalData: {},
    message: '',
  };
}

function sideToWire(side: Audit['before']): object | null {
  if (!side) return null;
  if ('definition' in side) return definitionToWire(side);
  // Titles are the present's; a record of the past names its subjects only.
  return 'status' in side ? withoutTitles(runToWire(side, {}, 'v1')) : side;
}

function withoutTitles({
  relatedEntityExists: _,
  relatedBlueprintExists: __,
  ...run
}: Record<string, unknown>) {
  return run;
}
