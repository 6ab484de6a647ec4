import { type Action, type AutomationTrigger, isPublished } from '../catalog/action.ts';
import { automationEvent, waitsFor } from '../invocation/automation-event.ts';
import type { InvocationRefusal } from '../invocation/invoker.ts';
import { isSynchronized } from '../invocation/queue.ts';
import { defaultMessage, type Subject, templateContext } from '../invocation/template-context.ts';
import type { JsonObject } from '../json.ts';
import type { Occasion } from '../occasion.ts';
import { type Result, refuse } from '../result.ts';
import { start } from '../run/decide.ts';
import type { Run } from '../run/run.ts';
import type { Dependencies, Invocation } from './dependencies.ts';
import { invokeOnceStarted, timeoutsOf } from './first-tasks.ts';
import type { EntityHappening, RunHappening, UnitOfWork } from './unit-of-work.ts';

/** One automation may set off another, but not for ever: what so many have led to sets off nothing more. */
export const MAX_CASCADE = 8;
/** Milliseconds after which automations are looked up again, since another process may have defined some. */
const FRESH_MS = 1_000;

interface Automation extends Action {
  readonly definition: Action['definition'] & { readonly trigger: AutomationTrigger };
}

/** The automations that are on. Most organisations have none, and every write asks for them. */
export class Automations {
  #known: { readonly at: number; readonly all: Promise<readonly Automation[]> } | undefined;

  constructor(private readonly dependencies: Pick<Dependencies, 'store' | 'now'>) {}

  all(): Promise<readonly Automation[]> {
    const at = this.dependencies.now().getTime();
    if (!this.#known || at - this.#known.at >= FRESH_MS) this.#known = { at, all: this.#read() };
    return this.#known.all;
  }

  /** This process has changed an action. */
  forget(): void {
    this.#known = undefined;
  }

  async #read(): Promise<readonly Automation[]> {
    try {
      const actions = await this.dependencies.store.find('action', {});
      return actions.map(({ value }) => value).filter(isOn);
    } catch (error) {
      this.forget();
      throw error;
    }
  }
}

function isOn(action: Action): action is Automation {
  return action.definition.trigger.type === 'automation' && isPublished(action.definition);
}

type SettingOff = Dependencies & { readonly automations: Automations; readonly invocation: Invocation };

/** Something that happened, and the run that led to it, if one did. */
interface Happening {
  readonly what: EntityHappening | RunHappening;
  readonly cause: Run | undefined;
}

/**
 * Begins the runs of automations in the very commit that holds what they wait for: none is lost, and none begins for what
 * did not land. What keeps one from being invoked fails that run, never the write that set it off.
 */
export async function setOff(dependencies: SettingOff, work: UnitOfWork, occasion: Occasion): Promise<void> {
  if (work.entityHappenings.length === 0 && work.runHappenings.length === 0) return;
  const automations = await dependencies.automations.all();
  if (automations.length === 0) return;
  const pending = await happeningsOf(work);
  for (let happening = pending.shift(); happening; happening = pending.shift()) {
    for (const automation of automations) {
      const begun = await begin(dependencies, work, occasion, automation, happening);
      if (begun) pending.push({ what: { before: undefined, after: begun }, cause: begun });
    }
  }
}

async function happeningsOf(work: UnitOfWork): Promise<Happening[]> {
  const runs = work.runHappenings.map((what): Happening => ({ what, cause: what.after }));
  const entities = work.entityHappenings.map(
    async (what): Promise<Happening> => ({
      what,
      cause: what.run === undefined ? undefined : await work.run(what.run),
    }),
  );
  return [...(await Promise.all(entities)), ...runs];
}

/** @returns the run, if the automation waits for such a thing and its condition holds */
async function begin(
  { invocation, newId }: SettingOff,
  work: UnitOfWork,
  occasion: Occasion,
  automation: Automation,
  { what, cause }: Happening,
): Promise<Run | undefined> {
  const { identifier, trigger, invocationMethod, allowAnyoneToViewRuns = true } = automation.definition;
  const cascade = (cause?.cascade ?? 0) + 1;
  // Its own runs would set it off again and again.
  if (cascade > MAX_CASCADE || cause?.action === identifier || !waitsFor(trigger.event, what))
    return undefined;
  const event = automationEvent(what, occasion);
  // One that cannot be looked at does not hold.
  if (trigger.condition && !(await invocation.holds(trigger.condition, event).catch(() => false)))
    return undefined;
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
  const about = subjectOf(run, automation, event, occasion);
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
    cascade,
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

function subjectOf(run: Subject['run'], action: Action, event: JsonObject, occasion: Occasion): Subject {
  return { run, action, entity: undefined, inputs: null, encrypted: [], event, occasion };
}
