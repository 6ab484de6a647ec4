import { type Body, isBody } from '../wire/answer.ts';
import { among } from './query.ts';
import type { RunRecord } from './run-record.ts';
import type { World } from './world.ts';

export type Version = 'v1' | 'v2';

export function versionIn(query: URLSearchParams, { profile }: World): Version {
  const [version] = among(query, 'version', ['v1', 'v2']);
  return (version as Version | undefined) ?? (profile === 'seed' ? 'v1' : 'v2');
}

/** A run as the API shows it; undefined keys do not reach the wire. */
export function runView(world: World, run: RunRecord, version: Version): Body {
  const action = world.actions.get(run.action);
  const blueprint = world.blueprints.get(run.blueprint ?? '');
  const entity = world.entities.get(run.blueprint ?? '')?.get(run.entity ?? '');
  const { id, status, statusLabel, link, summary, properties, createdAt, createdBy, updatedAt, updatedBy } =
    run;
  const { requiredApproval, response, impersonatedBy } = run;
  const common = {
    ...{ id, status, statusLabel, link, summary, properties, requiredApproval, response },
    source: 'API',
    approval: run.approvals.at(-1),
    ...{ createdAt, createdBy, updatedAt, updatedBy, impersonatedBy },
  };
  if (version === 'v1') {
    return {
      ...common,
      action: run.action,
      blueprint: run.blueprint && { identifier: run.blueprint, title: titleOf(blueprint) },
      entity: run.entity && { identifier: run.entity, title: titleOf(entity) },
      relatedEntityExists: entity !== undefined,
      relatedBlueprintExists: blueprint !== undefined,
      message: run.message,
      endedAt: run.endedAt ?? null,
    };
  }
  return {
    ...common,
    action: reference(run.action, action),
    blueprint: run.blueprint && reference(run.blueprint, blueprint),
    entity: run.entity && reference(run.entity, entity),
    payload: run.invocation.type === 'WEBHOOK' || isPulled(run) ? run.invocation : null,
    endedAt: run.endedAt,
    pendingExecution: isPulled(run) ? run.status === 'IN_PROGRESS' && !run.acknowledged : undefined,
    claimedUntil: run.claimedUntil === undefined ? undefined : new Date(run.claimedUntil).toISOString(),
    installationId: run.invocation.installationId,
  };
}

/** Whether a worker fetches it, instead of a webhook bringing it. */
export function isPulled({ invocation }: RunRecord): boolean {
  return (
    invocation.type === 'INTEGRATION_ACTION' || (invocation.type === 'WEBHOOK' && invocation.agent === true)
  );
}

function reference(identifier: string, found: Body | undefined): Body {
  const title = titleOf(found);
  const icon = isBody(found) && typeof found.icon === 'string' ? found.icon : null;
  return found ? { identifier, title, icon } : { identifier, title, icon, deleted: true };
}

function titleOf(found: Body | undefined): string | null {
  return typeof found?.title === 'string' ? found.title : null;
}
