import type { OperationId } from '../journal/operations.ts';
import type { Duration } from '../time/duration.ts';

/** A way for exchanges to go wrong, and which of them do. */
export interface FaultRule {
  readonly op: OperationId | 'delivery';
  readonly effect: FaultEffect;
  readonly when?: FaultCondition;
  /** Every matching exchange, unless this says which. */
  readonly schedule?: FaultSchedule;
  /** What it is called in the timeline. */
  readonly label?: string;
}

/** All that is present must hold. */
export interface FaultCondition {
  /** Id of a run. */
  readonly run?: string;
  /** Identifier of an action. */
  readonly action?: string;
  /** Of the request's parsed body. */
  readonly body?: (body: unknown) => boolean;
}

export type FaultSchedule =
  /** Lets so many pass, then meets so many. */
  | { readonly skip?: number; readonly times?: number }
  /** The last of each so many. */
  | { readonly every: number }
  /** While the clock is so far past the instant at which the fault was set. */
  | { readonly between: readonly [Duration, Duration] }
  /** From 0 to 1; which ones follows from the fake's seed. */
  | { readonly probability: number };

export type FaultStatus = 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 502 | 503 | 504;

export type FaultEffect =
  /** Answered so, and not carried out. */
  | {
      readonly kind: 'status';
      readonly status: FaultStatus;
      readonly error?: string;
      readonly retryAfter?: Duration;
    }
  /** Carried out later, in virtual time. */
  | { readonly kind: 'latency'; readonly by: Duration }
  /** Never answered, and not carried out. */
  | { readonly kind: 'hang' }
  /** The connection ends before it is carried out. */
  | { readonly kind: 'reset' }
  /** Carried out; of the answer's body only so many bytes arrive, but never all, before the connection ends. */
  | { readonly kind: 'truncate'; readonly atByte: number }
  /** Carried out; the answer's body is no JSON. */
  | { readonly kind: 'malformed' }
  /** Carried out; the connection ends before an answer arrives. */
  | { readonly kind: 'lost-response' }
  /** Reads only: runs as they were so long ago. */
  | { readonly kind: 'stale-read'; readonly by: Duration }
  /** `runs.claim` only: the worker has the runs, and so may the next one that asks. */
  | { readonly kind: 'claim-lost' }
  /** `delivery` only. */
  | ({ readonly kind: 'delivery' } & DeliveryTweaks);

/** How a delivery differs from what it should be. */
export interface DeliveryTweaks {
  readonly signature?: 'valid' | 'missing' | 'wrong-secret' | 'tampered-body';
  /** Added to the timestamp that is signed; a text with a minus sets it back. */
  readonly timestampSkew?: Duration | `-${Duration}`;
  /** How often it is sent. */
  readonly times?: number;
  /** Of deliveries that begin at one instant, in which order they are sent. */
  readonly order?: 'fifo' | 'reverse' | 'shuffled';
}

export interface Fault extends Disposable {
  /** How many exchanges it has met. */
  readonly hits: number;
  /** How many matched and were let pass. */
  readonly skipped: number;
  /** @throws Error unless it has met so many; without a number, any */
  assertFired(times?: number): void;
  /** From now on it meets none. */
  remove(): void;
}
