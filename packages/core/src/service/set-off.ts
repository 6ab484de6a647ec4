import { isSameContent } from '../catalog/entity.ts';
import { automationEvent, waitsFor } from '../invocation/automation-event.ts';
import type { JsonObject } from '../json.ts';
import type { Occasion } from '../occasion.ts';
import type { Run } from '../run/run.ts';
import { beginAutomation } from './automation-run.ts';
import type { Automation, Automations } from './automations.ts';
import type { Dependencies, Invocation } from './dependencies.ts';
import type { EntityHappening, RunHappening, UnitOfWork } from './unit-of-work.ts';

/** The run of an automation may lead to others, one setting off the other, but to so many at most, however they branch. */
export const MAX_LED_TO = 64;

type SettingOff = Dependencies & { readonly automations: Automations };

/** Something that happened, and the run that led to it, if one did. */
interface Happening {
  readonly what: EntityHappening | RunHappening;
  readonly cause: Run | undefined;
}

/** An automation that waits for such a thing, and whose condition holds. */
interface Due {
  readonly automation: Automation;
  readonly event: JsonObject;
}

/**
 * Begins the runs of automations in the very commit that holds what they wait for: none is lost, and none begins for what
 * did not land. What keeps one from being invoked fails that run, never the write that set it off.
 */
export async function setOff(dependencies: SettingOff, work: UnitOfWork, occasion: Occasion): Promise<void> {
  const { invocation, newId } = dependencies;
  if (!invocation || !work.hasHappenings) return;
  const automations = await dependencies.automations.all();
  if (automations.length === 0) return;
  for (let round = await happeningsOf(work); round.length > 0; ) {
    const begun: Run[] = [];
    for (const [cause, happenings] of byCause(round)) {
      const due: Due[] = [];
      for (const { what } of happenings)
        due.push(...(await dueFor(invocation, automations, what, cause, occasion)));
      const { some, each } = shares(cause, due);
      for (const { automation, event } of some)
        begun.push(await beginAutomation({ invocation, newId }, work, occasion, automation, event, each));
    }
    round = begun.map((run) => ({ what: { before: undefined, after: run }, cause: run }));
  }
}

/** A write that changes nothing about an entity is nothing to wait for. */
async function happeningsOf(work: UnitOfWork): Promise<Happening[]> {
  const runs = work.runHappenings.map((what): Happening => ({ what, cause: what.after }));
  const written = work.entityHappenings.filter(
    ({ event }) => event.change !== 'UPDATE' || !isSameContent(event.before, event.after),
  );
  const entities = written.map(
    async (what): Promise<Happening> => ({
      what,
      cause: what.run === undefined ? undefined : await work.run(what.run),
    }),
  );
  return [...(await Promise.all(entities)), ...runs];
}

function byCause(round: readonly Happening[]): ReadonlyMap<Run | undefined, readonly Happening[]> {
  const groups = new Map<Run | undefined, Happening[]>();
  for (const happening of round) {
    const group = groups.get(happening.cause) ?? [];
    groups.set(happening.cause, group);
    group.push(happening);
  }
  return groups;
}

async function dueFor(
  invocation: Invocation,
  automations: readonly Automation[],
  what: EntityHappening | RunHappening,
  cause: Run | undefined,
  occasion: Occasion,
): Promise<readonly Due[]> {
  const waiting = automations.filter(
    // Its own runs would set it off again and again.
    ({ definition: { identifier, trigger } }) =>
      cause?.action !== identifier && waitsFor(trigger.event, what),
  );
  if (waiting.length === 0 || cause?.leadsTo === 0) return [];
  const event = automationEvent(what, occasion);
  const conditions = waiting.flatMap(({ definition }) => definition.trigger.condition ?? []);
  // Those that cannot be looked at do not hold.
  const answers =
    conditions.length > 0 ? await invocation.holds(conditions, event).catch(() => [] as const) : [];
  const holds = new Map(conditions.map((condition, at) => [condition, answers[at] === true]));
  return waiting
    .filter(({ definition: { trigger } }) => !trigger.condition || holds.get(trigger.condition))
    .map((automation) => ({ automation, event }));
}

/**
 * Which of those that are due begin, and to how many more each of them may lead. What is left is shared out among them; half of
 * a share, since a run sets off others when it begins and once more when it ends.
 */
function shares(cause: Run | undefined, due: readonly Due[]) {
  const left = cause?.leadsTo;
  if (left === undefined) return { some: due, each: MAX_LED_TO };
  const some = due.slice(0, left);
  return { some, each: Math.floor((left - some.length) / (2 * Math.max(1, some.length))) };
}
