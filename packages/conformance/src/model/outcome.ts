/**
 * What came of a call: an answer, or nothing that tells whether it was done (no answer, a server error). In the answer to
 * `affected` entities stand under their names in the program: `{ audits: [{ action: 'CREATE', entity: 'e0' }] }`.
 */
export type Outcome = Answered | { readonly kind: 'unknown' };

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** The JSON of it; undefined when it is none. */
  readonly body: unknown;
}

export const unknown: Outcome = { kind: 'unknown' };

/** An overload, a time-out and a server error leave open whether the call was done. */
export function outcomeOf(status: number, body: unknown): Outcome {
  const open = status >= 500 || status === 429 || status === 408;
  return open ? unknown : { kind: 'answered', status, body };
}
