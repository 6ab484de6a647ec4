import type { AutomationEvent } from '../catalog/action.ts';
import type { EntityEvent } from '../catalog/event.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Occasion } from '../occasion.ts';
import type { Run } from '../run/run.ts';

/** An entity that was written, or a run whose state is new. */
type Happening = { readonly event: EntityEvent } | { readonly before: Run | undefined; readonly after: Run };

const entityEvents = {
  CREATE: 'ENTITY_CREATED',
  UPDATE: 'ENTITY_UPDATED',
  DELETE: 'ENTITY_DELETED',
} as const;

/** Whether an automation waits for what has happened. A line of a log is nothing that it could wait for. */
export function waitsFor(
  { type, blueprintIdentifier, actionIdentifier }: AutomationEvent,
  what: Happening,
): boolean {
  if ('event' in what) {
    const { change, after, before } = what.event;
    const { blueprint } = after ?? before;
    return blueprint === blueprintIdentifier && [entityEvents[change], 'ANY_ENTITY_CHANGE'].includes(type);
  }
  const happened = what.before ? 'RUN_UPDATED' : 'RUN_CREATED';
  return what.after.action === actionIdentifier && [happened, 'ANY_RUN_CHANGE'].includes(type);
}

/** What conditions look at, and templates see as `.event`. */
export function automationEvent(what: Happening, { at, by }: Occasion): JsonObject {
  const common = {
    status: 'SUCCESS',
    trigger: {
      by: { orgId: null, userId: by.id, user: { id: by.id, email: by.email ?? null } },
      origin: 'API',
      at,
    },
  };
  if ('event' in what) {
    const { change, after, before } = what.event;
    const { blueprint, identifier } = after ?? before;
    return {
      action: change,
      resourceType: 'entity',
      ...common,
      context: { blueprintIdentifier: blueprint, entityIdentifier: identifier },
      diff: { before: asJson(before), after: asJson(after) },
    };
  }
  const { before, after } = what;
  return {
    action: before ? 'UPDATE' : 'CREATE',
    resourceType: 'run',
    ...common,
    context: { runId: after.id, actionIdentifier: after.action },
    diff: { before: before ? runInEvent(before) : null, after: runInEvent(after) },
  };
}

/** As Port shows runs in events: what they are about by identifiers, and always a list of links. */
function runInEvent(run: Run): JsonObject {
  const { id, status, statusLabel, blueprint, entity, action, source, link, summary, requiredApproval } = run;
  const { approvals, properties, payload, response, createdAt, updatedAt, endedAt, createdBy, updatedBy } =
    run;
  const approval = approvals.at(-1);
  return asJson({
    id,
    status,
    statusLabel,
    blueprint: blueprint === undefined ? null : { identifier: blueprint },
    entity: entity === undefined ? null : { identifier: entity },
    action: { identifier: action },
    source,
    link: [link ?? []].flat(),
    summary,
    requiredApproval,
    approval: approval && { userId: approval.by, state: approval.state, description: approval.description },
    properties,
    payload,
    response,
    createdAt,
    updatedAt,
    endedAt,
    createdBy,
    updatedBy,
  }) as JsonObject;
}

function asJson(value: object | undefined): Json {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
