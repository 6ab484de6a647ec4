import { blueprintOf, type SelfServiceTrigger, type UserInputs } from '../catalog/action.ts';
import { actionRef, entityRef } from '../catalog/document.ts';
import { isPermitted, openToAll, type Permitted } from '../catalog/permissions.ts';
import { inputSchema } from '../catalog/schema-of.ts';
import type { Payload } from '../invocation/invoker.ts';
import { defaultMessage, templateContext } from '../invocation/template-context.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Caller, Occasion } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { StartRun } from '../run/command.ts';
import type { RunSource } from '../run/run.ts';
import type { Dependencies } from './dependencies.ts';
import type { Refusal } from './refusal.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** What a caller says when executing an action. */
export interface Execution {
  readonly action: string;
  readonly properties: JsonObject;
  readonly entity: string | undefined;
  /** E-mail of the person in whose name a machine executes. */
  readonly runAs: string | undefined;
  readonly source: RunSource;
}

/** Checks an execution against the action's definition; the action and the entity are held to what was read. */
export async function prepareStart(
  work: UnitOfWork,
  id: string,
  { action: identifier, properties, entity, runAs, source }: Execution,
  { schemas, invocation }: Pick<Dependencies, 'schemas' | 'invocation'>,
  occasion: Occasion,
): Promise<Result<StartRun, Refusal>> {
  const action = await work.document(actionRef(identifier));
  if (!action) return refuse({ code: 'not_found', resource: 'action', identifier });
  const { trigger, requiredApproval } = action.definition;
  const { execute, approve } = action.permissions ?? openToAll;
  if (trigger.type !== 'self-service') return refuse({ code: 'not_self_service', action: identifier });
  if (!mayExecute(execute, occasion.by, runAs)) {
    return refuse({ code: 'not_permitted', to: 'execute', identifier });
  }
  const blueprint = blueprintOf(action);
  if (needsEntity(trigger) && entity === undefined)
    return refuse({ code: 'entity_required', action: identifier });
  const subject =
    blueprint && entity !== undefined ? await work.document(entityRef(blueprint, entity)) : undefined;
  if (entity !== undefined && !subject) {
    return refuse({ code: 'not_found', resource: 'entity', identifier: entity });
  }
  const inputs = withDefaults(trigger.userInputs, properties);
  const problem = schemas.problem(inputSchema(trigger.userInputs), inputs);
  if (problem) return refuse({ code: 'inputs_invalid', action: identifier, problem });
  const run = {
    id,
    action: identifier,
    operation: trigger.operation,
    blueprint,
    entity,
    properties: inputs,
    source,
    requiredApproval: requiredApproval ?? false,
    approvers: approve.users,
    runAs,
  };
  const about = { run, action, entity: subject, occasion };
  const payload = await invocation?.prepare({
    action: identifier,
    method: action.definition.invocationMethod,
    context: templateContext(about),
    message: defaultMessage(about),
  });
  if (payload && !payload.ok) return payload;
  const notifies = invocation !== undefined && action.definition.approvalNotification?.type === 'webhook';
  return ok({ ...run, synchronized: isSynchronized(payload?.value), payload: payload?.value, notifies });
}

/** An organisation's own credentials may, unless they speak for a person who may not. */
function mayExecute(execute: Permitted, by: Caller, runAs: string | undefined): boolean {
  if (runAs !== undefined) return isPermitted(execute, { id: runAs, email: runAs });
  return by.machine === true || isPermitted(execute, by);
}

/** The answer that the server gets ends such a run. An agent reports by itself what it got. */
function isSynchronized(payload: Payload | undefined): boolean {
  return payload?.type === 'WEBHOOK' && payload.synchronized === true && payload.agent !== true;
}

/** A day-2 or delete action of a blueprint works on an entity; one of no blueprint has none to work on. */
function needsEntity({ operation, blueprintIdentifier }: SelfServiceTrigger): boolean {
  return operation !== 'CREATE' && blueprintIdentifier !== undefined;
}

/** An input that was not given takes its default; a default written in jq is the form's to evaluate. */
function withDefaults({ properties: declared }: UserInputs, given: JsonObject): JsonObject {
  const missing = Object.entries(declared).filter(
    ([name, input]) => !Object.hasOwn(given, name) && isStatic(input.default),
  );
  if (missing.length === 0) return given;
  return { ...given, ...Object.fromEntries(missing.map(([name, input]) => [name, input.default as Json])) };
}

function isStatic(value: Json | undefined): boolean {
  return value !== undefined && !(isJsonObject(value) && Object.hasOwn(value, 'jqQuery'));
}
