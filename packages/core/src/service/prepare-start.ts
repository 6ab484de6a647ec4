import { blueprintOf, type SelfServiceTrigger } from '../catalog/action.ts';
import { actionRef, entityRef, refTo } from '../catalog/document.ts';
import { openToAll } from '../catalog/permissions.ts';
import { inputSchema } from '../catalog/schema-of.ts';
import {
  encryptedNames,
  entitiesNamed,
  type UserInputs,
  withDefaults,
  withEntities,
  without,
} from '../catalog/user-inputs.ts';
import { isSynchronized } from '../invocation/queue.ts';
import { defaultMessage, type Subject, templateContext } from '../invocation/template-context.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Occasion } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { StartRun } from '../run/command.ts';
import type { RunSource } from '../run/run.ts';
import { mayExecute } from './authority.ts';
import { meets } from './condition.ts';
import type { Dependencies } from './dependencies.ts';
import { timeoutsOf } from './first-tasks.ts';
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
  /** The inputs are those of an earlier run, which has kept some of them encrypted. */
  readonly isRepeated?: boolean;
}

/** Checks an execution against the action's definition; the action and the entity are held to what was read. */
export async function prepareStart(
  work: UnitOfWork,
  id: string,
  execution: Execution,
  dependencies: Dependencies,
  occasion: Occasion,
): Promise<Result<StartRun, Refusal>> {
  const { action: identifier, entity, runAs, source } = execution;
  const { invocation, authorize } = dependencies;
  const action = await work.document(actionRef(identifier));
  if (!action) return refuse({ code: 'not_found', resource: 'action', identifier });
  const { trigger, requiredApproval = false, allowAnyoneToViewRuns = true } = action.definition;
  if (trigger.type !== 'self-service') return refuse({ code: 'not_self_service', action: identifier });
  const blueprint = blueprintOf(action);
  const subject =
    blueprint && entity !== undefined ? await work.document(entityRef(blueprint, entity)) : undefined;
  if (!(await mayExecute(authorize, occasion.by, runAs, { action, entity: subject }))) {
    return refuse({ code: 'not_permitted', to: 'execute', identifier });
  }
  if (needsEntity(trigger) && entity === undefined)
    return refuse({ code: 'entity_required', action: identifier });
  if (entity !== undefined && !subject) {
    return refuse({ code: 'not_found', resource: 'entity', identifier: entity });
  }
  if (subject && trigger.condition && !(await meets(dependencies, occasion.by, subject, trigger.condition))) {
    return refuse({ code: 'condition_not_met', action: identifier, entity: subject.identifier });
  }
  const inputs = checkedInputs(trigger.userInputs, execution, dependencies);
  if (!inputs.ok) return inputs;
  const run = {
    id,
    action: identifier,
    operation: trigger.operation,
    blueprint,
    entity,
    properties: inputs.value,
    source,
    runAs,
  };
  const about: Subject = {
    run,
    action,
    entity: subject,
    inputs: await expanded(work, trigger.userInputs, inputs.value),
    encrypted: encryptedNames(trigger.userInputs),
    event: null,
    occasion,
  };
  const prepared = await invocation?.prepare({
    action: identifier,
    method: action.definition.invocationMethod,
    context: templateContext(about),
    message: defaultMessage(about),
  });
  if (prepared && !prepared.ok) return prepared;
  const payload = prepared?.value.payload;
  return ok({
    ...run,
    requiredApproval,
    approvers: (action.permissions ?? openToAll).approve.users,
    synchronized: isSynchronized(payload),
    payload,
    sealed: prepared?.value.sealed,
    // Nobody looks whether a run is stuck where nothing is invoked.
    timeouts: invocation && timeoutsOf(action),
    leadsTo: undefined,
    restricted: !allowAnyoneToViewRuns,
    notifies: invocation !== undefined && action.definition.approvalNotification?.type === 'webhook',
  });
}

/** A day-2 or delete action of a blueprint works on an entity; one of no blueprint has none to work on. */
function needsEntity({ operation, blueprintIdentifier }: SelfServiceTrigger): boolean {
  return operation !== 'CREATE' && blueprintIdentifier !== undefined;
}

/** As they are kept: with defaults, and encrypted where that is declared. What is kept so already is neither looked into nor encrypted again. */
function checkedInputs(
  declared: UserInputs,
  { action, properties, isRepeated = false }: Execution,
  { schemas, invocation }: Dependencies,
): Result<JsonObject, Refusal> {
  const inputs = withDefaults(declared, properties);
  const encrypted = encryptedNames(declared).filter((name) => Object.hasOwn(inputs, name));
  const isKept = (name: string) => isRepeated && Object.hasOwn(properties, name);
  const [kept, names] = [encrypted.filter(isKept), encrypted.filter((name) => !isKept(name))];
  const checked = kept.length > 0 ? without(declared, kept) : declared;
  const problem = schemas.problem(inputSchema(checked), inputs);
  if (problem) return refuse({ code: 'inputs_invalid', action, problem });
  const [first] = names;
  if (first === undefined) return ok(inputs);
  if (!invocation) {
    const unable = `"${first}" has to be encrypted, which takes an invoker that this server was not given`;
    return refuse({ code: 'inputs_invalid', action, problem: unable });
  }
  const asKept = names.map((name) => [name, invocation.encrypt(textOf(inputs[name]))]);
  return ok({ ...inputs, ...Object.fromEntries(asKept) });
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function expanded(work: UnitOfWork, declared: UserInputs, inputs: JsonObject): Promise<JsonObject> {
  const refs = entitiesNamed(declared, inputs);
  if (refs.length === 0) return inputs;
  const found = (await work.documents(refs)).filter((entity) => entity !== undefined);
  return withEntities(declared, inputs, new Map(found.map((entity) => [refTo(entity).key, entity])));
}
