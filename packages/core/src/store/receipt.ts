import type { Timestamp } from '../occasion.ts';

/** What is kept of a commit whose request may come again, so that it is answered as the first time. */
export interface Receipt {
  /** One for each caller and key. */
  readonly id: string;
  readonly at: Timestamp;
  /** Of all that the request asked for: another request under the same id is a mistake. */
  readonly fingerprint: string;
  /** What was answered, as JSON. */
  readonly answer: unknown;
}
