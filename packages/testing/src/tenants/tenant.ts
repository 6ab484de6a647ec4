import type { Berth } from '@berth/http';

/** An organisation as a listener knows it: whoever comes with its credentials, or a token of theirs, is sent to it. */
export interface Tenant {
  readonly berth: Berth;
  /** What it is to begin with is there; rejects when that was refused. */
  ready(): Promise<void>;
}
