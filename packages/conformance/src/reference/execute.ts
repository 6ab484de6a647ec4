import { type Body, isBody } from '../wire/answer.ts';
import { audit } from './audit.ts';
import { mismatches } from './entity-rules.ts';
import { invocationFor } from './invocation.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import { type Call, ok, param, type Reply, type Route } from './route.ts';
import type { RunRecord } from './run-record.ts';
import { runView } from './run-view.ts';
import { object, shaped, string } from './shape.ts';
import { newId } from './world.ts';

const shape = { rules: { properties: object, entity: string }, required: ['properties'] };

async function execute(call: Call): Promise<Reply> {
  const { world, by } = call;
  const action = world.actions.get(param(call, 'action'));
  if (!action) throw notFound('Action', param(call, 'action'));
  const runAs = call.query.get('run_as') ?? undefined;
  if (runAs !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(runAs))
    throw invalid('"run_as" must match format "email"');
  const body = shaped(call.body, shape);
  const { operation, blueprintIdentifier, userInputs } = triggerOf(action);
  const blueprint = typeof blueprintIdentifier === 'string' ? blueprintIdentifier : undefined;
  const entity = entityOf(call, body, operation, blueprint);
  const properties = inputs(body.properties as Body, userInputs);

  const at = world.instant();
  const id = newId('r_');
  const waits = action.requiredApproval !== undefined && action.requiredApproval !== false;
  const run: RunRecord = {
    id,
    status: waits ? 'WAITING_FOR_APPROVAL' : 'IN_PROGRESS',
    action: String(action.identifier),
    operation,
    blueprint,
    entity: entity && String(entity.identifier),
    properties,
    requiredApproval: action.requiredApproval ?? false,
    invocation: invocationFor({ runId: id, action, blueprint, entity, properties, by, at }),
    approvals: [],
    log: [],
    createdAt: at,
    createdBy: runAs ?? by,
    updatedAt: at,
    updatedBy: runAs ?? by,
    impersonatedBy: runAs && by,
  };
  await world.runs.insert(run);
  audit(world, { resource: 'run', action: 'CREATE', by, context: runContext(run) });
  if (!waits) world.dispatch(run);
  const context = { runId: id, blueprint: blueprint ?? null, entity: run.entity ?? null };
  return ok(202, { run: runView(world, run, 'v2'), ...(world.profile === 'seed' ? { context } : {}) });
}

/** Where the audit log says a run belongs. */
export function runContext({ id, action, blueprint, entity }: RunRecord): Body {
  return { runId: id, action, blueprint: blueprint ?? null, entity: entity ?? null };
}

function triggerOf({ trigger }: Body): Body {
  if (isBody(trigger) && trigger.type === 'self-service') return trigger;
  throw new Refusal(422, 'run_non_self_service_error', 'An automation cannot be executed by hand');
}

function entityOf(
  call: Call,
  { entity }: Body,
  operation: unknown,
  blueprint: string | undefined,
): Body | undefined {
  if (typeof entity === 'string') {
    const found = call.world.entities.get(blueprint ?? '')?.get(entity);
    if (!found) throw notFound('Entity', entity);
    return found;
  }
  if (blueprint !== undefined && operation !== 'CREATE')
    throw new Refusal(422, 'missing_self_service_action_entity', 'The action needs an entity');
  return undefined;
}

/** What was given, and the defaults of what was not; only declared inputs are judged. */
function inputs(given: Body, userInputs: unknown): Body {
  const declared = isBody(userInputs) && isBody(userInputs.properties) ? userInputs.properties : {};
  const required = isBody(userInputs) ? userInputs.required : [];
  const defaults = Object.entries(declared).flatMap(([name, input]) =>
    isBody(input) && input.default !== undefined && !isBody(input.default) && !Object.hasOwn(given, name)
      ? [[name, input.default]]
      : [],
  );
  const all: Body = { ...given, ...Object.fromEntries(defaults) };
  const judged = Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(declared, name)));
  const [problem] = mismatches(judged, { properties: declared, required });
  if (problem !== undefined) throw new Refusal(422, 'user_inputs_schema_invalid', problem);
  return all;
}

export const executeRoutes: readonly Route[] = [
  { method: 'POST', path: '/actions/:action/runs', handle: execute },
];
