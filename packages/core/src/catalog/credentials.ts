import type { Timestamp } from '../occasion.ts';

/** Credentials that nobody gave: made at the first start, and kept so that restarts and other processes agree on them. */
export interface KeptCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly createdAt: Timestamp;
}
