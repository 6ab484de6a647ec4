import type { Caller, Occasion } from '../occasion.ts';
import { type Result, refuse } from '../result.ts';
import type { Dependencies } from './dependencies.ts';
import type { Refusal } from './refusal.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** How often a decision is made anew because something moved under it; then the caller is told to try again later. */
export const MAX_ATTEMPTS = 64;

/**
 * The one loop around every write: load, decide, commit; on a conflict, all of it again with what is there now.
 * A refusal commits nothing, and rests on what one attempt read; but a thing that is about to settle is looked at again.
 */
export async function attempt<T>(
  { store, now, newId }: Dependencies,
  by: Caller,
  decide: (work: UnitOfWork, occasion: Occasion) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  let last: Result<T, Refusal> | undefined;
  for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
    const occasion = { at: now().toISOString(), by };
    const work = new UnitOfWork(store, newId, occasion);
    const decision = await decide(work, occasion);
    if (decision.ok ? await work.commit() : decision.error.code !== 'blueprint_closing') return decision;
    last = decision;
  }
  return last?.ok === false ? last : refuse({ code: 'contended' });
}
