import { type Caller, type Occasion, type Timestamp, timestampOf } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { Receipt } from '../store/receipt.ts';
import { onceWritten } from '../store/unavailable.ts';
import type { Automations } from './automations.ts';
import type { Dependencies } from './dependencies.ts';
import { type Recall, RecallingStore, type Workplace } from './recall.ts';
import type { Refusal } from './refusal.ts';
import type { RequestKey } from './request-key.ts';
import type { RetryLane } from './retry-lane.ts';
import { setOff } from './set-off.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** How often a decision is made anew because something moved under it; then the caller is told to try again later. */
export const MAX_ATTEMPTS = 64;

export interface Attempting extends Dependencies {
  readonly retryLane: RetryLane;
  readonly recall: Recall;
  readonly automations: Automations;
}

/**
 * The one loop around every write: load, decide, commit; on a conflict, all of it again with what is there now.
 * A refusal commits nothing, and rests on what one attempt read; but a blueprint that is being deleted is about to settle,
 * so it is looked at again. That does not wait in the lane, since the delete itself may be waiting there.
 */
export async function attempt<T>(
  attempting: Attempting,
  by: Caller,
  decide: Decide<T>,
  key?: RequestKey,
): Promise<Result<T, Refusal>> {
  const tryIt = () => (key ? onceFor(key, attempting, by, decide) : once(attempting, by, decide));
  // What has a key may have conflicted with itself.
  const again = key ? () => onceWritten(tryIt()) : tryIt;
  let outcome = await tryIt();
  for (let tries = 1; tries < MAX_ATTEMPTS; tries += 1) {
    if (outcome === 'conflict') outcome = await attempting.retryLane(again);
    else if (isClosing(outcome)) outcome = await tryIt();
    else return outcome;
  }
  return outcome === 'conflict' ? refuse({ code: 'contended' }) : outcome;
}

type Decide<T> = (work: UnitOfWork, occasion: Occasion) => Promise<Result<T, Refusal>>;
type ReceiptFor<T> = (answer: T, at: Timestamp) => Receipt;
type Outcome<T> = Result<T, Refusal> | 'conflict';

/**
 * A request that came before is answered from its receipt. Should it come twice at the same moment, the receipt makes the
 * second commit conflict, and the next try finds it. So does a store that sends a commit again after it lost sight of it.
 * A refusal may come of the first as well, when that ended the run after the second had looked for its receipt.
 */
async function onceFor<T>(
  key: RequestKey,
  attempting: Attempting,
  by: Caller,
  decide: Decide<T>,
): Promise<Outcome<T>> {
  const kept = await keptAnswer<T>(key, attempting);
  if (kept) return kept;
  const { id, fingerprint } = key;
  const outcome = await once(attempting, by, decide, (answer, at) => ({ id, at, fingerprint, answer }));
  const isRefused = outcome !== 'conflict' && !outcome.ok;
  return (isRefused && (await keptAnswer<T>(key, attempting))) || outcome;
}

async function keptAnswer<T>(
  { id, fingerprint }: RequestKey,
  { store }: Attempting,
): Promise<Result<T, Refusal> | undefined> {
  const receipt = await store.receipt(id);
  if (!receipt) return undefined;
  return receipt.fingerprint === fingerprint ? ok(receipt.answer as T) : refuse({ code: 'key_reused' });
}

/** On what is recalled, if a commit confirms it; else on what is there. */
async function once<T>(
  attempting: Attempting,
  by: Caller,
  decide: Decide<T>,
  receiptFor?: ReceiptFor<T>,
): Promise<Outcome<T>> {
  const recalling = new RecallingStore(attempting.store, attempting.recall);
  const { outcome, confirmed } = await decideOn(recalling, attempting, by, decide, receiptFor);
  if (confirmed || !recalling.recalled) return outcome;
  return (await decideOn(attempting.store, attempting, by, decide, receiptFor)).outcome;
}

async function decideOn<T>(
  store: Workplace,
  attempting: Attempting,
  by: Caller,
  decide: Decide<T>,
  receiptFor: ReceiptFor<T> | undefined,
): Promise<{ readonly outcome: Outcome<T>; readonly confirmed: boolean }> {
  const { now, newId, recall, invocation } = attempting;
  const occasion = { at: timestampOf(now()), by };
  const work = new UnitOfWork(store, newId, occasion);
  const decision = await decide(work, occasion);
  if (!decision.ok) return { outcome: decision, confirmed: false };
  if (invocation) await setOff(attempting, work, occasion);
  const ended = await work.commit(receiptFor?.(decision.value, occasion.at));
  if (ended === 'committed') work.leaveTo(recall);
  if (ended === 'committed' && work.hasTasks) invocation?.wake();
  return { outcome: ended === 'conflict' ? ended : decision, confirmed: ended === 'committed' };
}

function isClosing(outcome: Outcome<unknown>): boolean {
  return outcome !== 'conflict' && !outcome.ok && outcome.error.code === 'blueprint_closing';
}
