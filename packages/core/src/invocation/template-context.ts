import { type Action, blueprintOf } from '../catalog/action.ts';
import type { Entity } from '../catalog/entity.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Occasion } from '../occasion.ts';
import type { StartRun } from '../run/command.ts';

/** What is known of an execution when its action is about to be invoked. */
export interface Subject {
  readonly run: Pick<
    StartRun,
    'id' | 'action' | 'operation' | 'blueprint' | 'entity' | 'properties' | 'source' | 'runAs'
  >;
  readonly action: Action;
  readonly entity: Entity | undefined;
  /** As templates see them; null for an automation, which has none. */
  readonly inputs: JsonObject | null;
  /** Names of inputs that are encrypted. */
  readonly encrypted: readonly string[];
  /** What set off an automation. */
  readonly event: JsonObject | null;
  readonly occasion: Occasion;
}

/** What templates see, by Port's names. Of the run itself there is only the id. */
export function templateContext(subject: Subject): JsonObject {
  const { run, action, entity, inputs, encrypted, event } = subject;
  return {
    inputs,
    trigger: event ? triggerOf(subject) : { ...triggerOf(subject), operation: run.operation },
    event,
    entity: entity ? asJson(entity) : null,
    action: {
      identifier: run.action,
      blueprint: blueprintOf(action) ?? null,
      encryptedProperties: encrypted,
    },
    run: { id: run.id },
  };
}

/** What a backend is sent where the action says nothing else: it names the run under `context.runId`. */
export function defaultMessage(subject: Subject): JsonObject {
  const { run, action, entity } = subject;
  const { title = null, icon = null, invocationMethod } = action.definition;
  const blueprint = run.blueprint ?? null;
  return {
    action: run.action,
    resourceType: 'run',
    status: 'TRIGGERED',
    trigger: triggerOf(subject),
    context: { entity: run.entity ?? null, blueprint, runId: run.id },
    payload: {
      entity: entity ? asJson(entity) : null,
      // As Port has trimmed it: of the definition, what a backend can do something with.
      action: { identifier: run.action, title, icon, blueprint, trigger: run.operation, invocationMethod },
      properties: run.properties,
      censoredProperties: {},
    },
  };
}

function triggerOf({ run, occasion }: Subject) {
  const id = run.runAs ?? occasion.by.id;
  const email = run.runAs ?? occasion.by.email ?? null;
  return { by: { orgId: null, userId: id, user: { id, email } }, origin: run.source, at: occasion.at };
}

/** A document is JSON but for keys that may be undefined. */
function asJson(document: object): Json {
  return JSON.parse(JSON.stringify(document));
}
