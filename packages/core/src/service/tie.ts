import type { EntityEvent } from '../catalog/event.ts';
import type { Caller, Occasion } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import { decide, mayBeTied } from '../run/decide.ts';
import type { Refusal } from './refusal.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { type Seeing, visibleTo } from './visible.ts';

/**
 * The run that a write names must be open. Having been read, it is held to that version by the commit: an ending cannot
 * slip in between.
 */
export async function openRun(work: UnitOfWork, id: string | undefined): Promise<Result<void, Refusal>> {
  if (id === undefined) return ok(undefined);
  const run = await work.run(id);
  return run ? mayBeTied(run) : refuse({ code: 'not_found', resource: 'run', identifier: id });
}

/** The same for a caller, who may tie nothing to a run that he may not see. */
export async function openRunFor(
  seeing: Seeing,
  work: UnitOfWork,
  by: Caller,
  id: string | undefined,
): Promise<Result<void, Refusal>> {
  const run = id === undefined ? undefined : await work.run(id);
  const [isVisible] = run ? await visibleTo(seeing, by, [run]) : [true];
  return isVisible ? openRun(work, id) : refuse({ code: 'not_permitted', to: 'view', identifier: id ?? '' });
}

/** Makes the events steps of the run that `openRun` has let through. */
export async function tieTo(
  work: UnitOfWork,
  occasion: Occasion,
  id: string | undefined,
  events: readonly EntityEvent[],
): Promise<void> {
  if (id === undefined) return;
  for (const { after, before, change } of events) {
    const run = await work.run(id);
    const { blueprint, identifier } = after ?? before;
    const decision = run && decide(run, { type: 'tie', blueprint, entity: identifier, change }, occasion);
    if (!run || !decision?.ok) throw new Error(`run ${id} was not let through before it was tied to`);
    work.happened(run, decision.value);
  }
}
