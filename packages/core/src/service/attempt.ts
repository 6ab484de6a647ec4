import type { Caller, Occasion } from '../occasion.ts';
import { type Result, refuse } from '../result.ts';
import type { Dependencies } from './dependencies.ts';
import type { Refusal } from './refusal.ts';
import type { RetryLane } from './retry-lane.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** How often a decision is made anew because something moved under it; then the caller is told to try again later. */
export const MAX_ATTEMPTS = 64;

export interface Attempting extends Dependencies {
  readonly retryLane: RetryLane;
}

/**
 * The one loop around every write: load, decide, commit; on a conflict, all of it again with what is there now.
 * A refusal commits nothing, and rests on what one attempt read; but a blueprint that is being deleted is about to settle,
 * so it is looked at again. That does not wait in the lane, since the delete itself may be waiting there.
 */
export async function attempt<T>(
  attempting: Attempting,
  by: Caller,
  decide: (work: UnitOfWork, occasion: Occasion) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const tryIt = () => once(attempting, by, decide);
  let outcome = await tryIt();
  for (let tries = 1; tries < MAX_ATTEMPTS; tries += 1) {
    if (outcome === 'conflict') outcome = await attempting.retryLane(tryIt);
    else if (isClosing(outcome)) outcome = await tryIt();
    else return outcome;
  }
  return outcome === 'conflict' ? refuse({ code: 'contended' }) : outcome;
}

type Outcome<T> = Result<T, Refusal> | 'conflict';

async function once<T>(
  { store, now, newId }: Attempting,
  by: Caller,
  decide: (work: UnitOfWork, occasion: Occasion) => Promise<Result<T, Refusal>>,
): Promise<Outcome<T>> {
  const occasion = { at: now().toISOString(), by };
  const work = new UnitOfWork(store, newId, occasion);
  const decision = await decide(work, occasion);
  return !decision.ok || (await work.commit()) ? decision : 'conflict';
}

function isClosing(outcome: Outcome<unknown>): boolean {
  return outcome !== 'conflict' && !outcome.ok && outcome.error.code === 'blueprint_closing';
}
