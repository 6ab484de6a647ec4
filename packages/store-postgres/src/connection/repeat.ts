import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '@berth/core';
import { backoff } from './backoff.ts';
import { Unsent } from './call.ts';
import { type Failure, failureOf, messageOf } from './failure.ts';

/** More tries would only meet the same again. */
const MAX_TRIES = 8;

export interface Repeating {
  readonly writes: boolean;
  /** Whether to repeat also what nobody knows the end of. What was certainly not carried out is repeated in any case. */
  readonly whenLost: boolean;
}

/** Calls until there is an answer, for so long as a call may take and no longer. */
export async function repeatedly<T>(
  once: (deadline: number) => Promise<T>,
  timeoutMs: number,
  { writes, whenLost }: Repeating,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let mayHaveLanded = false;
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(deadline);
    } catch (error) {
      const failure = knownFailure(error);
      const { kind } = failure;
      if (kind === 'conflict' || kind === 'other') throw error;
      mayHaveLanded ||= writes && kind === 'gone';
      const pause = backoff(tries);
      const repeats = kind === 'again' || (kind === 'gone' && whenLost);
      if (!repeats || tries === MAX_TRIES || performance.now() + pause >= deadline)
        throw unavailable(error, failure, mayHaveLanded);
      await sleep(pause);
    }
  }
}

function knownFailure(error: unknown): Failure {
  if (!(error instanceof Unsent)) return failureOf(error);
  const { kind, remedy } = failureOf(error.cause);
  if (kind === 'gone') return { kind: 'again', remedy };
  // Whatever it is, it is not about what was asked.
  return kind === 'other' ? { kind: 'refused', remedy: 'no connection could be made' } : { kind, remedy };
}

function unavailable(error: unknown, { remedy }: Failure, mayHaveLanded: boolean): StoreUnavailable {
  const cause = error instanceof Unsent ? error.cause : error;
  return new StoreUnavailable(`PostgreSQL: ${remedy} (${messageOf(cause)})`, { cause, mayHaveLanded });
}
