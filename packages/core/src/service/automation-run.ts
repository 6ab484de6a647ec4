import type { InvocationRefusal } from '../invocation/invoker.ts';
import { isSynchronized } from '../invocation/queue.ts';
import { defaultMessage, type Subject, templateContext } from '../invocation/template-context.ts';
import type { JsonObject } from '../json.ts';
import type { Occasion } from '../occasion.ts';
import { type Result, refuse } from '../result.ts';
import { start } from '../run/decide.ts';
import type { Run } from '../run/run.ts';
import type { Automation } from './automations.ts';
import type { Dependencies, Invocation } from './dependencies.ts';
import { invokeOnceStarted, timeoutsOf } from './first-tasks.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** A run of an automation; one that cannot be invoked has failed from the start. */
export async function beginAutomation(
  { invocation, newId }: Pick<Dependencies, 'newId'> & { readonly invocation: Invocation },
  work: UnitOfWork,
  occasion: Occasion,
  automation: Automation,
  event: JsonObject,
  leadsTo: number,
): Promise<Run> {
  const { identifier, invocationMethod, allowAnyoneToViewRuns = true } = automation.definition;
  const run = {
    id: newId('run'),
    action: identifier,
    // It makes no entity its own, whatever it writes.
    operation: 'DAY-2',
    blueprint: undefined,
    entity: undefined,
    properties: {},
    source: 'AUTOMATION',
    runAs: undefined,
  } as const;
  const about: Subject = {
    run,
    action: automation,
    entity: undefined,
    inputs: null,
    encrypted: [],
    event,
    occasion,
  };
  const prepared = await invocation
    .prepare({
      action: identifier,
      method: invocationMethod,
      context: templateContext(about),
      message: defaultMessage(about),
    })
    .catch((error: unknown) => notPrepared(identifier, error));
  const payload = prepared.ok ? prepared.value.payload : undefined;
  const command = {
    ...run,
    requiredApproval: false,
    approvers: [],
    synchronized: isSynchronized(payload),
    payload,
    sealed: prepared.ok ? prepared.value.sealed : undefined,
    timeouts: timeoutsOf(automation),
    leadsTo,
    restricted: !allowAnyoneToViewRuns,
    notifies: false,
  };
  const started = start(command, occasion);
  if (!prepared.ok) {
    const { code, ...why } = prepared.error;
    const problem = `Not invoked: ${code} (${'problem' in why ? why.problem : why.url})`;
    return work.started({ ...started, status: 'FAILURE', problem });
  }
  const begun = work.started(started);
  invokeOnceStarted(work, begun, occasion);
  return begun;
}

/** A fault of whoever evaluates is no fault of the write. */
function notPrepared(action: string, error: unknown): Result<never, InvocationRefusal> {
  const problem = error instanceof Error ? error.message : String(error);
  return refuse({ code: 'evaluation_failed', action, problem });
}
